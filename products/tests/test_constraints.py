"""What the database refuses of a product, even where no form and no clean() was asked."""

import sqlite3
from contextlib import closing

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from products.constraints import OF_A_PRODUCT
from products.legal import LegalType
from products.models import Product
from products.tests.desk import save, the_owner
from products.tests.factories import a_medicine, a_product, a_supplement

pytestmark = pytest.mark.django_db
THR, PL = "a_herbal_medicine_has_its_thr_number", "a_licensed_medicine_has_its_pl_number"
HOLDER_AND_USE, CAUTIONS = "a_medicine_has_its_holder_and_its_use", "a_product_says_who_should_not_use_it"
FOOD, REVIEW = "a_food_supplement_has_no_registration", "the_next_review_comes_after_the_last"
LICENSED = {"legal_type": LegalType.LICENSED_MEDICINE}


def a_licensed_medicine():
    """A live one with everything the law asks."""
    return a_product("Ibuprofen gel", **LICENSED)


REFUSED = [
    *[
        (a_medicine, {"registration_number": number}, THR)
        for number in (
            "", "THR 1/2", "thr 00000/0000", "PL 00000/0000", "THR 00000/000a", "THR 0000/00000", "THR 00000/00000",
            "THR  0000/0000", "THR 00000/0000\n", "THR 0000\u0665/0000", "THR 00000 0000", "xTHR 0000/0000",
        )
    ],
    (a_licensed_medicine, {"registration_number": "THR 00000/0000"}, PL),
    (a_licensed_medicine, {"registration_number": ""}, PL),
    *[(a_medicine, {"holder": words}, HOLDER_AND_USE) for words in ("", " ", "\n", ".")],
    *[(a_licensed_medicine, {"registered_use": words}, HOLDER_AND_USE) for words in ("", " . ", "\xa0")],
    *[(a_product, {"cautions": words}, CAUTIONS) for words in ("", " \r\n\t ", "...", "\xa0")],
    (a_supplement, {"registration_number": "THR 00000/0000"}, FOOD),
    (a_supplement, {"registered_use": "joint pain"}, FOOD),
    (a_supplement, {"legal_type": LegalType.TRADITIONAL_HERBAL}, THR),
    (a_medicine, {"legal_type": LegalType.FOOD_SUPPLEMENT}, FOOD),
    (a_product, {"legal_type": "wonder"}, "a_product_is_of_a_type_the_law_knows"),
    (a_product, {"reviewed_on": "2026-06-03", "next_review_on": "2026-06-03"}, REVIEW),
    (a_product, {"goes_live_at": "2026-06-03T00:00Z", "retires_at": "2026-06-02T00:00Z"},
     "products_product_retires_after_going_live"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "fields", "name"), REFUSED)
def test_the_database_refuses_what_the_law_does_not_allow(make, fields, name):
    product = make()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Product.objects.filter(pk=product.pk).update(**fields)


@pytest.mark.parametrize("goes_live_at", [None, "2100-01-01T00:00Z"])
def test_a_draft_is_refused_as_its_form_refuses_it(goes_live_at):
    draft = a_medicine(goes_live_at=goes_live_at)

    with pytest.raises(IntegrityError, match=CAUTIONS), transaction.atomic():
        Product.objects.filter(pk=draft.pk).update(cautions="")


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (a_medicine, {"registration_number": "THR 12345/6789"}),
        (a_licensed_medicine, {"registration_number": "PL 98765/4321"}),
        (a_supplement, {"permitted_claim": ""}),
        (a_product, {"registration_number": "", "holder": "", "registered_use": ""}),
        (a_product, {"cautions": "Anybody under 12."}),
        (a_product, {"reviewed_on": "2026-06-03", "next_review_on": "2026-06-04"}),
        (a_product, {"reviewed_on": None, "next_review_on": "2026-06-04"}),
    ],
)
def test_the_database_takes_what_is_lawful(make, fields):
    product = make()

    assert Product.objects.filter(pk=product.pk).update(**fields) == 1


BESIDE_THE_FORM = {"goes_live_at": "two boxes", "legal_type": "choices"}  # what a test of this kind cannot type in
TYPED = [one for one in REFUSED if not (BESIDE_THE_FORM.keys() & one[1].keys()) and r"\n" not in str(one[1].values())]


@pytest.mark.parametrize(("make", "fields", "name"), TYPED)
def test_a_person_at_the_desk_hears_each_mistake_once_and_at_its_field(client, make, fields, name):
    product = make()
    client.force_login(the_owner())

    response = save(client, reverse("admin:products_product_change", args=[product.pk]), **fields)

    found = response.context["adminform"].form.errors
    assert [(field in fields, len(sentences)) for field, sentences in found.items()] == [(True, 1)]


def test_every_rule_is_said_in_a_plain_sentence():
    for rule in OF_A_PRODUCT:
        assert rule.violation_error_message.endswith("."), rule.name


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite keeps the text of a rule and runs it itself")
def test_tools_that_know_nothing_of_the_site_can_check_the_file():
    a_medicine()

    with closing(sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
