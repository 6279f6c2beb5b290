"""Packs that are no longer made: told on the page of the product, offered on no card."""

import re

import pytest
from django.urls import reverse

from articles.tests.factories import a_block, a_draft, an_author
from products.models import Availability, Pack
from products.tests.desk import save, the_owner
from products.tests.factories import a_product

pytestmark = pytest.mark.django_db


def a_product_of_three_packs():
    """One can be bought, one comes back, one is made no longer."""
    product = a_product("Salts", packs=["500 g", "1 kg", "5 kg"])
    product.packs.filter(size="1 kg").update(availability=Availability.BACK_SOON)
    product.packs.filter(size="5 kg").update(availability=Availability.NO_LONGER)
    return product


def save_one_pack(client, product, price):
    """The owner adds a pack of 1 kg with a price."""
    client.force_login(the_owner())
    pack = {"size": "1 kg", "price": price, "availability": Availability.AVAILABLE, "order": 1}
    row = {f"packs-0-{name}": value for name, value in pack.items()}
    page = reverse("admin:products_product_change", args=[product.pk])
    return save(client, page, **{"packs-TOTAL_FORMS": 1}, **row)


def pack_errors(response) -> dict:
    """What is wrong with the only pack in the form."""
    (row,) = response.context["inline_admin_formsets"][0].formset.errors
    return row


def test_a_card_offers_no_pack_that_is_no_longer_made(client):
    a_product_of_three_packs()

    html = client.get("/products/").content.decode()

    (chips,) = re.findall(r'<ul class="chips">(.*?)</ul>', html)
    assert re.findall(r"<li>([^<]+)</li>", chips) == ["500 g", "1 kg"]


def test_a_card_in_a_text_offers_none_either(client):
    product, draft = a_product_of_three_packs(), a_draft("Baths", authors=[an_author()])
    a_block(draft, "product", product=product)
    draft.bring_in_as_live(product.goes_live_at)

    html = client.get(draft.get_absolute_url()).content.decode()

    assert "500 g and 1 kg." in html
    assert "5 kg" not in html


def test_its_own_page_says_what_became_of_each_pack(client):
    product = a_product_of_three_packs()

    html = client.get(product.get_absolute_url()).content.decode()

    assert "<b>1 kg</b>, not available just now" in html
    assert "<b>5 kg</b>, no longer made" in html


@pytest.mark.parametrize("price", ["12,50", "£12.50", "12.505", "twelve"])
def test_a_price_that_is_typed_another_way_is_asked_for_with_an_example(client, price):
    response = save_one_pack(client, a_product("Salts"), price=price)

    assert pack_errors(response) == {"price": ["Pounds and pence with a point, as in 12.50."]}
    assert not Pack.objects.filter(size="1 kg").exists()


def test_a_price_with_a_point_is_taken_as_it_was_typed(client):
    product = a_product("Salts")

    response = save_one_pack(client, product, price="12.50")

    assert response.status_code == 302
    assert [str(pack.price) for pack in product.packs.all()] == ["12.50"]


def test_no_browser_may_drop_a_sign_of_a_price(client):
    client.force_login(the_owner())

    html = client.get(reverse("admin:products_product_add")).content.decode()

    (field,) = re.findall(r'<input[^>]*name="packs-__prefix__-price"[^>]*>', html)
    assert 'type="text"' in field
    assert 'inputmode="decimal"' in field


def test_an_address_of_a_shop_without_its_beginning_is_asked_for_in_whole(client):
    client.force_login(the_owner())
    shop = {"places_to_buy-TOTAL_FORMS": 1, "places_to_buy-0-name": "Any chemist", "places_to_buy-0-order": 1}
    page = reverse("admin:products_product_change", args=[a_product("Salts").pk])

    response = save(client, page, **shop, **{"places_to_buy-0-url": "example.com", "places_to_buy-0-label": "Visit"})

    (row,) = response.context["inline_admin_formsets"][1].formset.errors
    assert row == {"url": ["Write the whole address of the page, beginning with https://."]}
