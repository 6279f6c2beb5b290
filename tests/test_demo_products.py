"""What the law asks of the demo's products, and of those who speak of them. No database."""

import pytest

from kneesite.demo import files
from products.legal import NO_ENDORSEMENT, NUMBER, LegalType
from tests.demo_texts import found, texts_of

PRODUCTS = files.read("products")
CLAIMS = r"treat|cure|reliev|relief|pain|arthrit|inflam|sooth|heal\b|healing|joints?\b"  # not for foods
each_product = pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product["slug"])


@each_product
def test_a_product_has_what_the_law_asks_of_its_type(product):
    kind = product["legal_type"]

    assert product["cautions"]
    assert product["directions"]
    assert product["packs"]
    assert bool(product["holder"]) == (kind == LegalType.TRADITIONAL_HERBAL)
    assert bool(product["registered_use"]) == (kind == LegalType.TRADITIONAL_HERBAL)
    assert bool(NUMBER.match(product["registration_number"])) == (kind == LegalType.TRADITIONAL_HERBAL)
    assert kind == LegalType.FOOD_SUPPLEMENT or not product["permitted_claim"]


@each_product
def test_an_invented_registration_number_says_that_it_is_one(product):
    if product["registration_number"]:
        assert product["registration_number"] == "THR 00000/0000"
        assert "not a real registration" in product["registration_note"]


def test_an_author_recommends_neither_medicine_nor_food_supplement():
    types = {product["slug"]: product["legal_type"] for product in PRODUCTS}
    endorsed = {
        row["target"]["product"]
        for row in files.read("recommendations")
        if row["author"] and "product" in row["target"]
    }

    assert {types[slug] for slug in endorsed} & set(NO_ENDORSEMENT) == set()
    assert {row["topic"] for row in files.read("recommendations")} == {row["slug"] for row in files.read("topics")}


def test_no_medicine_or_supplement_is_offered_on_the_topics_of_arthritis_and_food():
    topics = {topic for product in PRODUCTS for topic in product["topics"]}
    recommended = {row["topic"] for row in files.read("recommendations") if row["author"] is None}

    assert (topics | recommended) & {"joints", "food"} == set()


def test_a_product_page_does_not_speak_of_arthritis():
    assert found("arthrit", [(p["slug"], text) for p in files.read("products") for _, text in texts_of(p)]) == []


@pytest.mark.parametrize(
    "product",
    [
        product
        for product in files.read("products")
        if product["legal_type"] in {"food_supplement", "cosmetic", "plain_goods"}
    ],
    ids=lambda product: product["slug"],
)
def test_a_food_or_cosmetic_claims_nothing_about_illness(product):
    advert = [(key, product[key]) for key in ("name", "line", "summary", "permitted_claim", "form")]
    advert += [("directions", text) for text in product["directions"]]

    assert found(CLAIMS, advert) == []


def test_a_claim_for_a_food_is_one_of_the_register():
    claims = {product["permitted_claim"] for product in files.read("products")} - {""}

    assert claims == {
        "Magnesium contributes to normal muscle function.",
        "Vitamin C contributes to normal collagen formation for the normal function of cartilage.",
        "EPA and DHA contribute to the normal function of the heart. You get this benefit from 250mg of EPA and DHA a day.",
    }
