"""The queryset and its Python twin say the same about every state."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from exercises.models import Exercise

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NOW = timezone.now()
STATES = {
    "draft": (None, None),
    "scheduled": (NOW + HOUR, None),
    "live": (NOW - HOUR, None),
    "live with an end": (NOW - HOUR, NOW + HOUR),
    "begins this moment": (NOW, None),
    "ends this moment": (NOW - HOUR, NOW),
    "expired": (NOW - 2 * HOUR, NOW - HOUR),
    "withdrawn before it was live": (NOW + HOUR, NOW + HOUR),
    "end without a beginning": (None, NOW + HOUR),
    "past end without a beginning": (None, NOW - HOUR),
}
VISIBLE = {"live", "live with an end", "begins this moment"}


def one_of_each():
    """An exercise in every state, by its name."""
    return Exercise.objects.bulk_create(
        Exercise(name=name, slug=name.replace(" ", "-"), goes_live_at=start, retires_at=end)
        for name, (start, end) in STATES.items()
    )


def test_published_and_its_python_twin_agree_in_every_state():
    things = one_of_each()

    asked = set(Exercise.objects.published(NOW).values_list("name", flat=True))
    twin = {thing.name for thing in things if thing.is_published(NOW)}

    assert asked == VISIBLE
    assert twin == VISIBLE


def test_scheduled_and_retired_are_what_waits_and_what_is_over():
    one_of_each()

    scheduled = set(Exercise.objects.scheduled(NOW).values_list("name", flat=True))
    retired = set(Exercise.objects.retired(NOW).values_list("name", flat=True))

    assert scheduled == {"scheduled", "withdrawn before it was live"}
    assert retired == {"ends this moment", "expired", "past end without a beginning"}


@pytest.mark.parametrize(("asked", "found"), [("published", 1), ("scheduled", 0), ("retired", 1)])
def test_a_query_put_together_earlier_asks_for_the_moment_at_which_it_is_sent(asked, found):
    query = getattr(Exercise.objects, asked)()
    begins, ends = timezone.now(), None
    if asked == "retired":
        begins, ends = begins - HOUR, begins
    Exercise.objects.create(name="New", slug="new", goes_live_at=begins, retires_at=ends)

    assert query.count() == found


def test_nothing_can_retire_before_it_goes_live():
    wrong = Exercise(name="Wrong", slug="wrong", goes_live_at=NOW, retires_at=NOW - HOUR)

    with pytest.raises(ValidationError, match="cannot retire before"):
        wrong.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Exercise.objects.bulk_create([wrong])


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        (None, None, "Not published"),
        (NOW + timedelta(days=400), None, "Goes live on"),
        (NOW - HOUR, None, "Live since"),
        (NOW - HOUR, NOW - HOUR / 2, "Retired on"),
    ],
)
def test_a_state_is_said_in_a_sentence(start, end, sentence):
    assert Exercise(goes_live_at=start, retires_at=end).live_state().startswith(sentence)
