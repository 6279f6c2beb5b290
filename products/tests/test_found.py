"""What the search and other sites say of a product: label and legal statement as everywhere, never a part of them."""

import pytest
from django.utils.html import escape

from products.legal import AD_LABEL
from products.tests.factories import a_medicine, a_product, a_supplement
from search import index

pytestmark = pytest.mark.django_db


def found(product):
    """Puts it into the index as the site does after a save."""
    index.put(product, product.describe_for_search())
    return product


@pytest.mark.parametrize("make", [a_medicine, a_supplement, a_product])
def test_a_suggestion_and_a_result_carry_label_and_statement(client, make):
    product = found(make("Arnica gel"))

    (suggested,) = client.get("/search/suggest/?q=arni").json()["suggestions"]
    html = client.get("/search/?q=arnica").content.decode()

    assert (suggested["ad"], suggested.get("statement", "")) == (AD_LABEL, product.statement)
    assert html.count(f'<p class="ad">{AD_LABEL}</p>') == 1
    assert html.count(f'<p class="statement">{escape(product.statement)}</p>') == bool(product.statement)


def test_the_longest_statement_is_shown_whole(client):
    product = found(a_medicine("Arnica gel", registered_use="muscular aches, " * 18 + "and sprains"))
    assert len(product.registered_use) > 290

    (suggested,) = client.get("/search/suggest/?q=arni").json()["suggestions"]
    html = client.get("/search/?q=arnica").content.decode()

    assert suggested["statement"] == product.statement
    assert f'<p class="statement">{product.statement}</p>' in html


@pytest.mark.parametrize("make", [a_medicine, a_supplement, a_product])
def test_who_shares_the_page_shares_label_and_statement(client, make):
    product = make("Arnica gel")

    html = client.get(product.get_absolute_url()).content.decode()

    words = " ".join(filter(None, [f"{AD_LABEL}.", product.line, product.statement]))
    assert f'<meta name="description" content="{AD_LABEL}. ' in html
    assert f'<meta property="og:description" content="{escape(words)}">' in html
