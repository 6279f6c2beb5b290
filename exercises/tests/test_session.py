"""The guided session as a page: what it asks for, what it says, what it costs."""

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from exercises.models import Exercise
from exercises.tests.factories import an_exercise

pytestmark = pytest.mark.django_db


def test_a_session_keeps_the_order_the_reader_chose(client):
    an_exercise("Clam")
    an_exercise("Bridge")

    page = client.get("/exercises/session/?e=clam&e=bridge&e=clam")

    assert [one.slug for one in page.context["exercises"]] == ["clam", "bridge"]


def test_an_unknown_exercise_is_passed_over_with_a_sentence(client):
    an_exercise("Clam")

    page = client.get("/exercises/session/?e=clam&e=handstand")

    assert page.status_code == 200
    assert "One exercise is not in our library any more, so we left it out." in page.content.decode()
    assert "handstand" not in page.content.decode()


@pytest.mark.parametrize("query", ["", "?e=", "?e=nothing", "?e=%00", "?e=" + "x" * 5000, "?e=%F0%9F%8D%8E", "?e[]=a"])
def test_a_session_without_exercises_says_so_kindly(client, query):
    page = client.get(f"/exercises/session/{query}")

    assert page.status_code == 200
    assert "Choose exercises" in page.content.decode()


def test_an_unpublished_exercise_is_not_in_a_session(client):
    hidden = an_exercise("Clam", goes_live_at=None)
    an_exercise("Bridge")

    page = client.get(f"/exercises/session/?e={hidden.slug}&e=bridge")

    assert [one.slug for one in page.context["exercises"]] == ["bridge"]


def test_who_should_not_and_stop_signs_come_before_the_first_exercise(client):
    an_exercise("Clam", avoid="you had a hip operation lately", stop="a pain gets sharp")

    html = client.get("/exercises/session/?e=clam").content.decode()

    assert 0 < html.index("you had a hip operation lately") < html.index("a pain gets sharp") < html.index("data-timer")


def test_a_session_is_a_public_page_that_knows_no_reader(client):
    an_exercise("Clam")

    page = client.get("/exercises/session/?e=clam")

    assert page.cookies.keys() == set()
    assert "csrfmiddlewaretoken" not in page.content.decode()


def test_the_total_is_computed_from_sets_sides_holds_and_rests():
    exercise = Exercise(hold=5, tempo=4, repetitions=10, sets=2, sides="each", rest=30)

    assert exercise.seconds == 2 * 2 * 10 * 9 + 2 * 10 + 30


def test_a_retired_exercise_answers_410_with_others_and_a_draft_404(client):
    past = timezone.now() - timezone.timedelta(hours=1)
    an_exercise("Clam", retires_at=past)
    an_exercise("Bridge")

    assert client.get("/exercises/bridge/").status_code == 200
    an_exercise("A draft", goes_live_at=None)
    page = client.get("/exercises/clam/")
    assert page.status_code == 410
    assert page.context["instead"] == [("Bridge", "/exercises/bridge/"), ("All exercises", "/exercises/")]
    assert client.get("/exercises/a-draft/").status_code == 404


def test_an_exercise_that_is_named_twice_is_shown_once():
    clam = an_exercise("Clam")

    html = render_to_string("exercises/session.html", {"title": "A text", "exercises": [clam, clam], "back_url": "/"})

    assert html.count('id="clam"') == 1
    assert "1 exercise," in html
