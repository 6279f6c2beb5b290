"""Whatever staff write about a product for readers stands on its page: no field is forgotten."""

import pytest
from django.utils import timezone

from advisor.tests.factories import a_question
from articles.tests.factories import a_block, a_draft, an_author
from pictures.tests.factories import a_picture
from products.legal import LegalType
from products.models import ADVERT, Availability, Pack, Product
from products.tests.factories import a_medicine, a_product, a_supplement

pytestmark = pytest.mark.django_db
TEXTS = (
    "line", "series", "registration_note", "holder", "registered_use", "active_ingredients", "other_ingredients", "allergens",
    "form", "for_whom", "directions", "cautions", "caution_note", "interactions", "side_effects", "see_a_doctor", "storage",
    "evidence",
)  # fmt: skip


def page_of(client, product):
    return client.get(product.get_absolute_url()).content.decode()


@pytest.mark.parametrize("field", TEXTS)
def test_each_text_of_a_medicine_stands_on_its_page(client, field):
    product = a_medicine(**{field: f"Marked {field}"})

    assert f"Marked {field}" in page_of(client, product)


def test_the_list_of_texts_is_complete():
    written = {field.name for field in Product._meta.get_fields() if field.concrete and not field.is_relation}

    assert written - set(TEXTS) == {
        "id", "name", "other_names", "slug", "legal_type", "registration_number", "permitted_claim", "leaflet", "reviewed_on",
        "next_review_on", "goes_live_at", "retires_at",
    }  # fmt: skip


def test_each_text_is_held_to_the_words_that_are_not_permitted_but_what_warns_weighs_or_is_registered():
    assert {*TEXTS, "name", "slug", "registration_number", "permitted_claim"} - set(ADVERT) == {
        "registered_use", "cautions", "caution_note", "interactions", "side_effects", "see_a_doctor", "evidence",
    }  # fmt: skip


@pytest.mark.parametrize("legal_type", LegalType.values)
def test_each_legal_type_is_said_in_words(client, legal_type):
    product = a_product(legal_type=legal_type)

    assert f"<dd>{product.get_legal_type_display()}</dd>" in page_of(client, product)


def test_the_permitted_claim_of_a_supplement_stands_on_page_and_card(client):
    product = a_supplement(permitted_claim="Magnesium contributes to normal muscle function.")

    assert product.permitted_claim in page_of(client, product)
    assert product.permitted_claim in client.get("/products/").content.decode()


def test_a_pack_says_size_price_and_whether_it_can_be_had(client):
    product = a_product(packs=[])
    Pack.objects.create(product=product, size="50 g", price="5.95", order=1)
    Pack.objects.create(product=product, size="100 g", availability=Availability.BACK_SOON, order=2)

    html = page_of(client, product)

    assert "<li><b>50 g</b> £5.95</li><li><b>100 g</b>, not available just now</li>" in html
    assert "Prices are recommended. Shops decide for themselves." in html


def test_all_pictures_are_shown(client):
    product = a_product(picture=a_picture(alt="A jar of salts", renditions=True))
    product.more_pictures.add(a_picture(alt="Salts in a hand", renditions=True))

    html = page_of(client, product)

    assert 'alt="A jar of salts"' in html
    assert 'alt="Salts in a hand"' in html


@pytest.mark.parametrize("path", ["/products/", "/products/salts/"])
def test_nobody_can_rate_a_product(client, path):
    product = a_product("Salts", slug="salts")
    draft = a_draft("Warm baths", authors=[an_author()])
    a_block(draft, "product", product=product)
    draft.bring_in_as_live(timezone.now())
    a_question("May I?").products.add(product)

    html = client.get(path).content.decode().lower()

    assert [
        word for word in ("rating", "aggregaterating", "stars", "review this", 'type="range"') if word in html
    ] == []
