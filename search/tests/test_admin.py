"""Synonyms in the staff area."""

import pytest

from core.tests.test_admin import a_member_of_staff
from search.models import Synonym

pytestmark = pytest.mark.django_db
ADD = "/admin/search/synonym/add/"


def test_an_editor_adds_words_that_mean_the_same():
    a_member_of_staff().post(ADD, {"expressions": "Gonarthrosis,  knee osteoarthritis , "})

    assert Synonym.objects.latest("pk").folded == ["gonarthrosis", "knee osteoarthritis"]


@pytest.mark.parametrize(
    "expressions", ["", "knee", "knee, KNEE", ", ,", "?, !", ", ".join(f"word{n}" for n in range(13)), "x" * 401]
)
def test_a_group_needs_at_least_two_and_not_too_many(expressions):
    before = Synonym.objects.count()

    response = a_member_of_staff().post(ADD, {"expressions": expressions})

    assert list(response.context["adminform"].form.errors) == ["expressions"]
    assert Synonym.objects.count() == before
