"""What editors are told of a product that was withdrawn: which texts still name it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from advisor.tests.factories import a_question
from articles.tests.factories import a_draft, a_fact, an_article
from kneesite.tests.test_claim_texts import texts_that_name
from products import guard
from products.tests.desk import a_colleague
from products.tests.factories import a_medicine, a_supplement

pytestmark = pytest.mark.django_db
FINDINGS = "/admin/products/claimwaiver/open/"


@pytest.fixture
def editor(client):
    """A browser in which an editor is logged in, who changes no products."""
    client.force_login(a_colleague(permissions=["products.view_claimwaiver", "products.view_product"]))
    return client


def still_named(client):
    """(text, product) of the table on the page of sentences to mend."""
    html = client.get(FINDINGS).content.decode()
    return re.findall(r"<td>(?:<a [^>]+>)?([^<]+)(?:</a>)?<br><small>[^<]*</small></td><td>([^<]+)</td></tr>", html)


def test_editors_find_every_text_that_still_names_it(editor):
    gel, balm = a_medicine("Arnica gel"), a_medicine("Warm balm")
    an_article("Sore knees", text="<p>Some use arnica-gels.</p>")
    a_fact("Warm balm is warm.")
    a_question("May I?", answer="<p>Both <a href='/'>arnica gel</a> and warm balm.</p>")
    a_draft("Not yet", text="<p>Arnica gel.</p>")
    assert still_named(editor) == []

    gel.withdraw()

    assert sorted(still_named(editor)) == [("May I?", "Arnica gel"), ("Sore knees", "Arnica gel")]
    balm.withdraw()
    assert len(still_named(editor)) == 4


def test_the_page_of_the_product_lists_them_for_editors_too(editor):
    gel = a_medicine("Arnica gel", retires_at=timezone.now())
    an_article("Sore knees", text="<p>Some use arnica gel.</p>")

    html = editor.get(reverse("admin:products_product_change", args=[gel.pk])).content.decode()

    assert ">Sore knees</a>" in html


def test_each_kind_of_text_that_names_it_is_found():
    product = a_supplement("Magnesium tablets")
    texts = texts_that_name(product)

    product.withdraw()

    assert {one.instance._meta.model_name for one in guard.texts_naming_withdrawn()} == set(texts)


def test_without_withdrawn_products_no_text_is_read(django_assert_num_queries):
    a_supplement("Magnesium tablets")

    with django_assert_num_queries(1):
        assert list(guard.texts_naming_withdrawn()) == []
