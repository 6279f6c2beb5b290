"""Withdrawing a product asks twice and can be undone at the desk."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.tests.factories import an_article
from products.models import Pack, Product
from products.tests.desk import a_colleague, the_owner
from products.tests.factories import a_product, a_supplement

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """A browser in which the owner is logged in."""
    client.force_login(the_owner())
    return client


def a_withdrawn(make=a_product, **fields):
    """A product that was live and is withdrawn since 3 June 2026."""
    begun = timezone.now() - timedelta(days=800)
    return make(goes_live_at=begun, retires_at=datetime(2026, 6, 3, 9, tzinfo=UTC), **fields)


def page_of(product):
    """The change page of a product."""
    return reverse("admin:products_product_change", args=[product.pk])


def press(browser, product, button):
    """Presses a button of the page and gives the page that follows, as text."""
    address = reverse("admin:products_product_do", args=[product.pk, button])
    return browser.post(address, follow=True).content.decode()


def test_the_first_press_on_withdraw_only_says_what_it_means(desk):
    html = desk.get(page_of(a_product())).content.decode()

    before, step, _ = html.partition('<summary class="button">Withdraw from sale</summary>')
    inside = html.partition(step)[2].partition("</details>")[0]
    assert before.rpartition("<form ")[2].count("<button") == 0
    assert "Its cards vanish everywhere" in inside
    assert '<button type="submit" class="button default">Yes, withdraw it now</button>' in inside


def test_before_the_second_press_stands_where_it_is_used(desk):
    product, other = a_product("Xylophon gel"), a_product("Other")
    an_article("Sore knees", text="<p>Some use xylophon gel.</p>")

    boxes = {
        one: desk.get(page_of(one)).content.decode().partition("<details>")[2].partition("</details>")[0]
        for one in (product, other)
    }

    assert ">Sore knees</a>." in boxes[product]
    assert "No text that readers see shows or names it." in boxes[other]


def test_the_page_of_a_withdrawn_product_says_since_when_and_how_to_undo_it(desk):
    html = desk.get(page_of(a_withdrawn())).content.decode()

    assert "Withdrawn since 3 June 2026." in html
    assert ">Put it back on sale</button>" in html
    assert "Withdraw from sale" not in html


def test_the_page_of_a_live_product_says_since_when_it_is_live_and_offers_no_way_back(desk):
    html = desk.get(page_of(a_product(goes_live_at=datetime(2026, 3, 2, 9, tzinfo=UTC)))).content.decode()

    assert "Live since 2 March 2026." in html
    assert "Put it back on sale" not in html


@pytest.mark.django_db(transaction=True)
def test_a_product_that_is_put_back_is_on_sale_again(desk):
    product = a_withdrawn()
    address = product.get_absolute_url()
    assert Client().get(address).status_code == 410
    assert address not in Client().get("/products/").content.decode()

    said = press(desk, product, "put-back")

    assert f"{product} is on sale again. Its page and its cards are back." in said
    assert Client().get(address).status_code == 200
    assert address in Client().get("/products/").content.decode()


def test_of_two_desks_that_put_it_back_one_wins():
    product = a_withdrawn()
    other = Product.objects.get(pk=product.pk)

    assert (product.put_back(), other.put_back()) == (True, False)


@pytest.mark.parametrize("fields", [{}, {"goes_live_at": None}, {"goes_live_at": None, "retires_at": timezone.now()}])
def test_what_was_never_withdrawn_is_not_put_back(fields):
    product = a_product(**fields)

    assert product.put_back() is False
    assert Product.objects.get(pk=product.pk).goes_live_at == product.goes_live_at


def test_a_product_that_promises_too_much_stays_withdrawn(desk):
    product = a_withdrawn(a_supplement, storage="It soothes.")
    Pack.objects.filter(product=product).update(size="50 g of relief")

    said = press(desk, product, "put-back")

    assert "It stays withdrawn until this is mended. Storage: Not permitted for a food supplement: “soothes”." in said
    assert "Size: Not permitted for a food supplement: “relief”." in said
    assert not Product.objects.get(pk=product.pk).is_published()


def test_putting_back_takes_the_right_to_change_products(client):
    product = a_withdrawn()
    client.force_login(a_colleague(permissions=["products.view_product"]))

    press(client, product, "put-back")

    assert not Product.objects.get(pk=product.pk).is_published()
