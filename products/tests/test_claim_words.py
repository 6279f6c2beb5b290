"""The list of words that Owners keep, and how saving a product uses it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse

from products import guard
from products.claims import Passage, findings_in, words_in
from products.legal import LegalType
from products.models import ClaimWord, PlaceToBuy
from products.tests.desk import a_colleague, save, the_owner
from products.tests.factories import a_medicine, a_product, a_supplement

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "field", "text", "word"),
    [
        (a_supplement, "permitted_claim", "It relieves stiff joints.", "relieves"),
        (a_supplement, "permitted_claim", "Treats arthritis.", "treats"),
        (a_supplement, "line", "For joint care.", "joint care"),
        (a_supplement, "name", "Pain-away tablets", "pain-away"),
        (a_supplement, "form", "Pain relief tablets", "pain"),
        (a_supplement, "for_whom", "People with arthritis", "arthritis"),
        (a_supplement, "series", "Supple joints", "supple joints"),
        (a_supplement, "active_ingredients", "Curcumin 500mg\nIt is anti-inflammatory.", "anti-inflammatory"),
        (a_supplement, "other_ingredients", "Pepper, which heals", "heals"),
        (a_supplement, "allergens", "None. It soothes.", "soothes"),
        (a_supplement, "storage", "Keep it dry, and your knees free of pain.", "pain"),
        (a_supplement, "holder", "Joint Relief Ltd", "relief"),
        (a_medicine, "registration_note", "Clinically proven.", "clinically proven"),
        (a_product, "registration_number", "HEALS 1", "heals"),
        (a_supplement, "slug", "boswellia-capsules-that-relieve-joint-pain", "relieve"),
        (a_supplement, "slug", "boswellia_against_pain", "pain"),
        (a_supplement, "directions", "Take one\nto re\xadlieve pain.", "relieve"),
        (a_medicine, "line", "Guaranteed to work.", "guaranteed"),
        (a_medicine, "line", "A gel without side effects.", "without side effects"),
        (a_product, "line", "Salts that heal.", "heal"),
        (a_product, "line", "Draws out toxins.", "toxins"),
    ],
)
def test_a_product_whose_advert_promises_too_much_is_refused_where_it_stands(make, field, text, word):
    product = make()
    setattr(product, field, text)

    with pytest.raises(ValidationError) as refusal:
        product.full_clean()

    assert f"“{word}”" in refusal.value.message_dict[field][0]


@pytest.mark.parametrize("field", ["name", "note", "label"])
def test_a_place_to_buy_promises_nothing_either(field):
    place = PlaceToBuy(product=a_supplement(), name="Example pharmacy", url="https://pharmacy.example/")
    assert place.full_clean() is None

    setattr(place, field, "Get relief now")

    with pytest.raises(ValidationError, match="Not permitted for a food supplement: “relief”"):
        place.full_clean()


def test_the_size_of_a_pack_promises_nothing_either():
    pack = a_supplement(packs=["60 tablets"]).packs.get()
    assert pack.full_clean() is None

    pack.size = "60 tablets against pain"

    with pytest.raises(ValidationError, match="Not permitted for a food supplement: “pain”"):
        pack.full_clean()


@pytest.mark.parametrize(
    "field", ["cautions", "caution_note", "interactions", "side_effects", "see_a_doctor", "evidence"]
)
def test_what_warns_or_weighs_may_name_an_illness(field):
    product = a_supplement()
    setattr(product, field, "Ask first if you have an illness that gives you pain.")

    assert product.full_clean() is None


@pytest.mark.parametrize(
    ("make", "field", "text"),
    [
        (a_supplement, "permitted_claim", "Magnesium contributes to normal muscle function."),
        (a_medicine, "line", "A gel for muscular aches and pains."),
        (a_product, "line", "A warm soak."),
    ],
)
def test_what_is_permitted_is_saved(make, field, text):
    product = make()
    setattr(product, field, text)

    assert product.full_clean() is None


def test_a_word_added_by_an_owner_holds_at_once(client):
    client.force_login(the_owner())
    product = a_supplement(line="Wonderful tablets.")
    product.full_clean()

    client.post(
        reverse("admin:products_claimword_add"), {"phrase": "Wonder*", "group": "foods", "reach": "anywhere", "why": ""}
    )

    response = save(client, reverse("admin:products_product_change", args=[product.pk]))
    assert list(response.context["adminform"].form.errors) == ["line"]


@pytest.mark.parametrize("phrase", ["*", "ab", "a*b", "a\x00", "", "x" * 100])
def test_a_word_that_would_match_everything_is_refused(client, phrase):
    client.force_login(the_owner())
    before = ClaimWord.objects.count()

    response = client.post(
        reverse("admin:products_claimword_add"), {"phrase": phrase, "group": "foods", "reach": "anywhere"}
    )

    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["phrase"]
    assert ClaimWord.objects.count() == before


def test_who_keeps_products_but_not_the_words_cannot_change_them(client):
    client.force_login(a_colleague(permissions=["products.change_product", "products.view_claimword"]))
    word = ClaimWord.objects.first()

    response = client.post(reverse("admin:products_claimword_change", args=[word.pk]), {"phrase": "nothing"})

    assert response.status_code == 403


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Soothes sore knees and keeps joints mobile.", ["soothes", "sore", "mobile"]),
        ("Helps you climb the stairs again.", ["stairs"]),
        ("For happy, flexible joints.", ["flexible"]),
        ("For mobility in later life.", ["mobility"]),
        ("The natural alternative to ibuprofen.", ["alternative to", "ibuprofen"]),
        ("Pa1n-free days.", ["pa1n-free"]),
    ],
)
def test_a_food_supplement_claims_nothing_about_joints_and_is_no_medicine(line, words):
    assert words_in(line, ClaimWord.words(), LegalType.FOOD_SUPPLEMENT) == words


def test_salts_do_not_promise_days_without_pain_but_may_speak_of_it():
    words = ClaimWord.words()

    assert words_in("For pain-free days, an alternative to tablets.", words, LegalType.PLAIN_GOODS) == [
        "pain-free",
        "alternative to tablets",
    ]
    assert words_in("Do not push through pain in sore legs.", words, LegalType.PLAIN_GOODS) == []


def test_new_starter_words_are_looked_for_beside_the_product_only():
    subject = guard.subject_of(a_supplement("Magnesium tablets"))
    sore, other = Passage("<p>Sore knees do not like stairs.</p>"), Passage("<p>Rest.</p>")
    card = Passage("", frozenset([subject.pk]))

    assert findings_in([sore, other, other, card], [subject], ClaimWord.words()) == []
    assert findings_in([sore, card], [subject], ClaimWord.words())[0].words == ("sore", "stairs")


def test_new_starter_words_leave_alone_what_an_owner_has():
    ClaimWord.objects.filter(phrase__in=["sooth*", "mobile"], group="foods").delete()
    ClaimWord.objects.create(phrase="soo*", group="all", reach="anywhere", why="Ours.")
    ClaimWord.objects.create(phrase="mobile", group="foods", reach="anywhere", why="Ours.")
    before = list(ClaimWord.objects.values_list())

    import_module("products.migrations.0008_no_word_of_joints_and_medicines_beside_food").add_words(apps, None)

    assert list(ClaimWord.objects.values_list()) == before
