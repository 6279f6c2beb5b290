"""Synonyms in the staff area."""

import pytest

from core.tests.test_admin import a_member_of_staff
from search.models import Synonym

pytestmark = pytest.mark.django_db
ADD = "/admin/search/synonym/add/"


def test_an_editor_adds_words_that_mean_the_same():
    a_member_of_staff().post(ADD, {"expressions": "Coxalgia,  hip  ache , "})

    assert Synonym.objects.latest("pk").folded == ["coxalgia", "hip ache"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("“gonarthrosis”, 'knee wear'", "gonarthrosis, knee wear"),
        (" Gonarthrosis ,, knee   wear; GONARTHROSIS,", "Gonarthrosis, knee wear"),
        ("gonarthrosis\r\nknee wear\r\n", "gonarthrosis, knee wear"),
        ('"housemaid\'s knee", bursitis', "housemaid's knee, bursitis"),
    ],
)
def test_quotation_marks_empty_parts_and_doubles_are_tidied_away(typed, kept):
    Synonym.objects.all().delete()

    a_member_of_staff().post(ADD, {"expressions": typed})

    assert Synonym.objects.get().expressions == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("gonarthrosis, in the", "“in the” holds only little words, which the search passes over."),
        ("worn knee, Patella", "“patella” stands in another group already: kneecap, patella. Please add to that one."),
    ],
)
def test_a_group_that_would_have_no_effect_is_refused_with_a_sentence(typed, sentence):
    response = a_member_of_staff().post(ADD, {"expressions": typed})

    assert response.context["adminform"].form.errors == {"expressions": [sentence]}


def test_a_group_may_keep_its_own_expressions_when_it_is_changed():
    client, group = a_member_of_staff(), Synonym.objects.get(expressions="kneecap, patella")

    client.post(f"/admin/search/synonym/{group.pk}/change/", {"expressions": "kneecap, patella, knee cap"})

    group.refresh_from_db()
    assert group.expressions == "kneecap, patella, knee cap"


def test_no_starter_group_would_be_refused_today():
    groups = list(Synonym.objects.all())

    assert groups
    for group in groups:
        group.full_clean()  # raises what the form would say


@pytest.mark.parametrize(
    "expressions", ["", "knee", "knee, KNEE", ", ,", "?, !", ", ".join(f"word{n}" for n in range(13)), "x" * 401]
)
def test_a_group_needs_at_least_two_and_not_too_many(expressions):
    before = Synonym.objects.count()

    response = a_member_of_staff().post(ADD, {"expressions": expressions})

    assert list(response.context["adminform"].form.errors) == ["expressions"]
    assert Synonym.objects.count() == before
