"""The catalogue's desk."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.moments import NIGHT
from products.legal import LegalType
from products.models import Product
from products.tests.desk import a_colleague, form_data, save, the_owner
from products.tests.factories import a_category, a_medicine, a_product, a_supplement
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """A browser in which the owner is logged in."""
    client.force_login(the_owner())
    return client


def page_of(product):
    """The change page of a product."""
    return reverse("admin:products_product_change", args=[product.pk])


def errors(response) -> dict:
    """The mistakes shown, by field."""
    if response.status_code == 302:
        return {}
    return {name: list(found) for name, found in response.context["adminform"].form.errors.items()}


def add(desk, **changes):
    """Fills in the page for a new product and saves it."""
    address = reverse("admin:products_product_add")
    filled = {
        "name": "Bath salts",
        "slug": "bath-salts",
        "line": "A warm soak.",
        "legal_type": LegalType.PLAIN_GOODS,
        "category": a_category().pk,
        "directions": "Into warm water.",
        "cautions": "Anybody with open wounds.",
        "packs-TOTAL_FORMS": 1,
        "packs-0-size": "500 g",
        "packs-0-availability": "available",
        "packs-0-order": 1,
    }
    return desk.post(address, form_data(desk.get(address)) | filled | changes)


def test_a_product_is_added_with_its_packs(desk):
    response = add(desk)

    assert errors(response) == {}
    product = Product.objects.get(slug="bath-salts")
    assert [pack.size for pack in product.packs.all()] == ["500 g"]


@pytest.mark.parametrize(
    ("cautions", "sentence"),
    [("", "This field is required."), (" ... ", "Say who should not use it. There is always somebody.")],
)
def test_a_new_product_that_names_nobody_who_should_not_use_it_hears_of_it_once(desk, cautions, sentence):
    assert errors(add(desk, cautions=cautions)) == {"cautions": [sentence]}


def test_a_word_that_is_not_permitted_does_not_live_on_in_the_address(desk):
    product = a_supplement("Boswellia capsules")

    response = save(desk, page_of(product), slug="boswellia-capsules-that-relieve-joint-pain")

    assert errors(response) == {
        "slug": ["Not permitted for a food supplement: “relieve”, “pain”. Please say it without."]
    }


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (
            "registration_number",
            "THR 1/2",
            "A traditional herbal medicine needs its number in the form THR 00000/0000.",
        ),
        ("registration_number", "", "A traditional herbal medicine needs its number in the form THR 00000/0000."),
        ("holder", "", "A medicine needs the holder of its registration."),
        ("registered_use", "", "A medicine needs its registered use: the legal statement is made from it."),
        (
            "permitted_claim",
            "Cures it all.",
            "A medicine has no permitted claim. What may be said is its registered use.",
        ),
        ("cautions", "  \n ", "This field is required."),
    ],
)
def test_a_herbal_medicine_that_lacks_what_the_law_asks_is_refused_at_its_field(desk, field, value, sentence):
    product = a_medicine()

    response = save(desk, page_of(product), **{field: value})

    assert errors(response) == {field: [sentence]}


@pytest.mark.parametrize("number", ["THR 00000/0000\n", "THR 00000/00001", " PL 00000/0000"])
def test_a_number_must_fit_from_its_first_to_its_last_letter(number):
    product = a_medicine()
    product.registration_number = number

    with pytest.raises(Exception, match="THR 00000/0000"):
        product.clean()


def test_a_mistake_loses_nothing_that_was_typed(desk):
    product = a_medicine()

    response = save(desk, page_of(product), registration_number="12", line="A new sentence.")

    assert response.context["adminform"].form["line"].value() == "A new sentence."
    assert Product.objects.get(pk=product.pk).line != "A new sentence."


def test_the_legal_sentence_is_shown_and_is_no_field(desk):
    product = a_medicine()

    response = desk.get(page_of(product))

    assert product.statement in response.content.decode()
    assert "statement" not in response.context["adminform"].form.fields


def test_a_sentence_without_its_use_is_not_shown_as_one(desk):
    new = desk.get(reverse("admin:products_product_add")).content.decode()
    refused = save(desk, page_of(a_medicine()), registered_use=" ").content.decode()

    for page in (new, refused):
        assert "It is made from the legal type and the registered use." in page
        assert "This type needs none." not in page
        assert "for use in ," not in page


def test_withdrawing_ends_the_interval_and_the_page_is_gone(desk):
    product = a_product()

    desk.post(reverse("admin:products_product_do", args=[product.pk, "withdraw"]))

    assert not Product.objects.get(pk=product.pk).is_published()
    assert desk.get(product.get_absolute_url()).status_code == 410


def test_of_two_desks_that_withdraw_one_wins(desk):
    product = a_product()
    other = Product.objects.get(pk=product.pk)

    assert (product.withdraw(), other.withdraw()) == (True, False)


def test_withdrawing_takes_the_right_to_change_products(client):
    product = a_product()
    client.force_login(a_colleague(permissions=["products.view_product"]))

    client.post(reverse("admin:products_product_do", args=[product.pk, "withdraw"]))

    assert Product.objects.get(pk=product.pk).is_published()


def test_the_list_can_be_asked_for_what_is_live(desk):
    live, gone = a_product("Live"), a_product("Gone", retires_at=timezone.now() - timedelta(days=1))
    draft, soon = a_product("Draft", goes_live_at=None), a_product("Soon", goes_live_at=timezone.now() + timedelta(1))
    address = reverse("admin:products_product_changelist")

    found = {
        state: list(desk.get(address, {"state": state}).context["cl"].result_list)
        for state in ("live", "retired", "draft", "scheduled")
    }

    assert found == {"live": [live], "retired": [gone], "draft": [draft], "scheduled": [soon]}


PDF = b"%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\ntrailer\n%%EOF\n"


def test_a_leaflet_that_is_a_pdf_is_kept(desk):
    product = a_supplement()

    response = save(desk, page_of(product), leaflet=SimpleUploadedFile("x.pdf", PDF, "application/pdf"))

    assert response.status_code == 302
    assert Product.objects.get(pk=product.pk).leaflet.read() == PDF


def test_a_page_named_pdf_is_refused_with_a_sentence(desk):
    product = a_supplement()

    response = save(desk, page_of(product), leaflet=SimpleUploadedFile("x.pdf", b"<html>", "application/pdf"))

    assert errors(response) == {
        "leaflet": ["This file is not a PDF we can read. Please export the leaflet as a PDF once more."]
    }


def test_a_leaflet_that_was_chosen_beside_a_mistake_is_asked_for_again(desk):
    product = a_supplement()
    lost = "a file has to be chosen once more"
    assert lost not in save(desk, page_of(product), cautions="").content.decode()

    response = save(desk, page_of(product), cautions="", leaflet=SimpleUploadedFile("x.pdf", PDF, "application/pdf"))

    assert lost in response.content.decode()
    assert not Product.objects.get(pk=product.pk).leaflet


def test_what_is_refused_is_named_at_the_top_with_links(desk):
    product = a_supplement()
    pack = {"packs-TOTAL_FORMS": 1, "packs-0-size": "", "packs-0-price": "1", "packs-0-order": "1"}
    fine = desk.get(page_of(product)).content.decode()
    assert "To mend:" not in fine

    page = save(desk, page_of(product), cautions="", goes_live_at_0="no day", **pack).content.decode()

    links = re.search(r'<p class="to-mend">To mend:(.*?)</p>', page)[1]
    assert re.findall(r'href="#([^"]+)">([^<]+)<', links) == [
        ("id_cautions", "Do not use it"), ("id_goes_live_at_0", "Goes live"), ("packs-group", "Packs"),
    ]  # fmt: skip
    for place in ("id_cautions", "id_goes_live_at_0", "packs-group"):
        assert f'id="{place}"' in page


@pytest.mark.parametrize(
    ("day", "hour", "sentences"),
    [
        ("31/12/2026", "", ["Type the time of day as in 09:00, or choose it."]),
        ("", "09:00", ["Type the day as in 31/12/2026, or choose it."]),
        ("25/10/2026", "01:30", [NIGHT]),
    ],
)
def test_half_a_moment_is_asked_for_with_an_example(desk, day, hour, sentences):
    response = save(desk, page_of(a_supplement()), goes_live_at_0=day, goes_live_at_1=hour)

    assert errors(response) == {"goes_live_at": sentences}


@pytest.mark.parametrize("day", ["31/13/2026", "tomorrow"])
def test_a_day_that_cannot_be_read_is_asked_for_with_an_example(desk, day):
    response = save(desk, page_of(a_supplement()), reviewed_on=day)

    assert errors(response) == {"reviewed_on": ["Type the day as in 31/12/2026, or choose it."]}


def test_a_refused_form_does_not_say_that_readers_see_the_product(desk):
    product = a_supplement(goes_live_at=None)
    now = {"goes_live_at_0": "01/11/2026", "goes_live_at_1": "09:00"}
    assert "Not published." in desk.get(page_of(product)).content.decode()

    for response in (save(desk, page_of(product), cautions="", **now), add(desk, cautions="", **now)):
        assert list(errors(response)) == ["cautions"]
        page = response.content.decode()
        assert "Not published." in page
        assert "Live since" not in page


def test_the_list_offers_only_topics_that_some_product_has(desk):
    a_product("Balm", topics=[a_topic("Knees"), a_topic("Hips")])
    a_topic("Moved in")

    page = desk.get(reverse("admin:products_product_changelist")).content.decode()

    (row,) = re.findall(r"By topics(.*?)</details>", page, re.DOTALL)
    assert re.findall(r">\s*(\w[\w ]*\w)\s*</a>", row) == ["All", "Hips", "Knees"]
