"""Packs that are no longer made: told on the page of the product, offered on no card."""

import re

import pytest

from articles.tests.factories import a_block, a_draft, an_author
from products.models import Availability
from products.tests.factories import a_product

pytestmark = pytest.mark.django_db


def a_product_of_three_packs():
    """One can be bought, one comes back, one is made no longer."""
    product = a_product("Salts", packs=["500 g", "1 kg", "5 kg"])
    product.packs.filter(size="1 kg").update(availability=Availability.BACK_SOON)
    product.packs.filter(size="5 kg").update(availability=Availability.NO_LONGER)
    return product


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
