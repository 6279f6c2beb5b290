"""A product under its former names: texts that still use them stay under guard."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.tests.factories import an_article
from products import guard
from products.models import Product
from products.tests.desk import save, the_owner
from products.tests.factories import a_product, a_supplement

pytestmark = pytest.mark.django_db


def renamed(product, name):
    """The same product with a new name, saved."""
    product.name = name
    product.save()
    product.refresh_from_db()
    return product


def test_a_name_that_readers_saw_is_kept_when_it_changes_and_only_once():
    product = renamed(renamed(a_product("Cool gel"), "Cold gel"), "Icy gel")
    assert product.names_besides == ("Cool gel", "Cold gel")

    product.save()

    assert product.names_besides == ("Cool gel", "Cold gel")
    assert renamed(product, "Cool gel").names_besides == ("Cool gel", "Cold gel", "Icy gel")


def test_a_name_that_is_changed_in_the_staff_area_is_kept_too(client):
    product = a_product("Cool gel")
    client.force_login(the_owner())

    answer = save(client, reverse("admin:products_product_change", args=[product.pk]), name="Cold gel")

    assert answer.status_code == 302
    assert Product.objects.values_list("name", "other_names").get(pk=product.pk) == ("Cold gel", "Cool gel")


def test_a_name_that_nobody_saw_is_forgotten():
    assert renamed(a_product("Working title", goes_live_at=None), "Cool gel").names_besides == ()


def test_a_text_that_says_a_former_name_speaks_of_the_product():
    product = renamed(a_supplement("Magnesium tablets"), "Evening tablets")
    article = an_article("Cramps", text="<p>Magnesium tablets relieve cramps.</p>")

    (finding,) = guard.open_findings(article)

    assert (finding.product.name, finding.words) == ("Evening tablets", ("relieve",))
    assert [title for title, _ in guard.texts_naming(product)] == ["Cramps"]


@pytest.mark.parametrize(("names", "refused"), [("gel", True), ("Cool gel\n\n  \nbal", True), ("Balm\n\n", False)])
def test_another_name_of_three_letters_is_refused_with_a_sentence(names, refused):
    product = a_product("Cool gel", other_names=names)

    if not refused:
        product.full_clean()
        return
    with pytest.raises(ValidationError, match="too short: it would be found in many words"):
        product.full_clean()


def test_a_former_name_that_would_be_refused_is_not_kept_so_that_the_product_can_be_saved_again():
    product = renamed(a_product("Gel"), "Cool gel")

    assert product.names_besides == ()
    product.full_clean()
