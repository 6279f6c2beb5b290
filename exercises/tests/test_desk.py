"""The library in the staff area: what an editor sees, and what is refused with a sentence."""

from itertools import count

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone

from exercises.models import Exercise, FeltCount
from exercises.tests.factories import an_exercise
from pictures.tests.factories import a_picture

pytestmark = pytest.mark.django_db
_numbers = count(1)


@pytest.fixture
def desk(client):
    """A client of somebody who may everything in the staff area."""
    client.force_login(get_user_model().objects.create_superuser(f"editor-{next(_numbers)}"))
    return client


def change_page(exercise):
    return f"/admin/exercises/exercise/{exercise.pk}/change/"


def form_data(page) -> dict:
    """What the browser would send back of the change page without a change."""
    data = {}
    for bound in page.context["adminform"].form:
        value = bound.value()
        if hasattr(bound.field.widget, "widgets"):
            for place, part in enumerate(bound.field.widget.decompress(value)):
                data[f"{bound.html_name}_{place}"] = part or ""
        else:
            data[bound.html_name] = (
                [one.pk for one in value] if isinstance(value, list) else "" if value is None else value
            )
    return data


def test_the_list_shows_pictures_dose_and_state(desk):
    an_exercise("Wall sit", hold=10, repetitions=5, picture=a_picture(renditions=True))
    an_exercise("Clam", sides="each", repetitions=12, sets=2, goes_live_at=None)

    html = desk.get("/admin/exercises/exercise/").content.decode()

    for words in (
        '<img class="thumb"',
        "10 s, 5 ×, 1 set",
        "12 × each side, 2 sets",
        "No picture yet",
        "Not published",
    ):
        assert words in html


def test_a_saved_change_is_seen_and_the_rest_stays(desk):
    exercise = an_exercise("Wall sit", hold=10)
    data = form_data(desk.get(change_page(exercise))) | {"summary": "Sit without a chair."}
    Exercise.objects.filter(pk=exercise.pk).update(hold=10)

    answer = desk.post(change_page(exercise), data)

    exercise.refresh_from_db()
    assert answer.status_code == 302
    assert (exercise.summary, exercise.hold) == ("Sit without a chair.", 10)


def test_a_repetition_without_time_is_refused_with_a_sentence(desk):
    exercise = an_exercise("Wall sit", hold=10)
    data = form_data(desk.get(change_page(exercise))) | {"hold": "0", "tempo": "0"}

    page = desk.post(change_page(exercise), data)

    assert page.status_code == 200
    assert "A repetition takes time: fill in the hold, the tempo, or both." in page.content.decode()


def test_the_database_refuses_it_too():
    exercise = an_exercise("Wall sit", hold=10)

    with pytest.raises(IntegrityError), transaction.atomic():
        Exercise.objects.filter(pk=exercise.pk).update(hold=0, tempo=0)


@pytest.mark.parametrize("name", ["session", "feed"])
def test_an_exercise_cannot_hide_an_address_of_the_site(desk, name):
    exercise = an_exercise("Wall sit")
    data = form_data(desk.get(change_page(exercise))) | {"slug": name}

    page = desk.post(change_page(exercise), data)

    assert f"“{name}” is an address of the site itself." in page.content.decode()


def test_how_it_felt_is_shown_from_five_on(desk):
    exercise = an_exercise("Wall sit")
    FeltCount.objects.create(exercise=exercise, day=timezone.localdate(), felt="fine", number=12)
    FeltCount.objects.create(exercise=exercise, day=timezone.localdate(), felt="hurt", number=4)

    html = desk.get(change_page(exercise)).content.decode()

    assert "Easier than before, fewer than 5; Fine, 12; It hurt, fewer than 5; " in html
