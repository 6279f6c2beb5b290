"""How a session felt: counted without a name, shown to editors only when there are enough."""

import pytest
from django.test import Client

from core.site_state import now
from exercises.charts import chart, few_or
from exercises.models import FeltCount
from exercises.tests.factories import an_exercise

pytestmark = pytest.mark.django_db
ADDRESS = "/exercises/session/felt/"


def counts():
    return {(row.exercise.slug, row.felt): row.number for row in FeltCount.objects.select_related("exercise")}


def test_a_tap_raises_one_count_of_the_day(client):
    an_exercise("Clam")

    client.post(ADDRESS, {"e": "clam", "felt-clam": "fine"})
    client.post(ADDRESS, {"e": "clam", "felt-clam": "fine"})

    assert counts() == {("clam", "fine"): 2}


def test_without_scripts_all_exercises_are_answered_in_one_form(client):
    an_exercise("Clam")
    an_exercise("Bridge")
    form = client.get(f"{ADDRESS}?e=clam&e=bridge&e=gone")

    page = client.post(ADDRESS, {"e": ["clam", "bridge", "gone"], "felt-clam": "easier", "felt-bridge": ""})

    assert form.content.decode().count('type="radio"') == 6
    assert page.templates[0].name == "exercises/felt_done.html"
    assert counts() == {("clam", "easier"): 1}


def test_it_hurt_shows_what_to_do(client):
    an_exercise("Clam")

    hurt = client.post(ADDRESS, {"e": "clam", "felt-clam": "hurt"})
    fine = client.post(ADDRESS, {"e": "clam", "felt-clam": "fine"})

    assert "When it hurt" in hurt.content.decode()
    assert "When it hurt" not in fine.content.decode()


@pytest.mark.parametrize("felt", ["dreadful", "\x00dreadful", "x" * 1_000_000, "['fine']"])
def test_an_impossible_answer_gets_the_form_again(client, felt):
    an_exercise("Clam")

    page = client.post(ADDRESS, {"e": "clam", "felt-clam": felt})

    assert page.status_code == 200
    assert "Please choose one of the three answers, or none." in page.content.decode()
    assert counts() == {}


@pytest.mark.parametrize("data", [{}, {"e": ""}, {"e": "\x00"}, {"e": ["x"] * 500}, {"felt-clam": "fine"}])
def test_missing_names_count_nothing(client, data):
    an_exercise("Clam")

    assert client.post(ADDRESS, data).status_code == 200
    assert counts() == {}


def test_taps_beyond_the_limit_are_thanked_and_not_counted(client, monkeypatch):
    an_exercise("Clam")
    monkeypatch.setattr("exercises.views.FELT_AN_HOUR", 2)

    for _ in range(4):
        page = client.post(ADDRESS, {"e": "clam", "felt-clam": "fine"})

    assert page.status_code == 200
    assert counts() == {("clam", "fine"): 2}


@pytest.mark.django_db(transaction=True)
def test_a_tap_makes_no_page_stale(client):
    an_exercise("Clam")
    edition = now().edition

    client.post(ADDRESS, {"e": "clam", "felt-clam": "fine"})

    assert counts() == {("clam", "fine"): 1}
    assert now().edition == edition


def test_a_form_without_its_token_comes_again_with_what_was_chosen():
    an_exercise("Clam")

    page = Client(enforce_csrf_checks=True).post(ADDRESS, {"e": "clam", "felt-clam": "fine"})

    assert page.status_code == 403
    assert "Nothing is lost: please send it again." in page.content.decode()
    assert counts() == {}


@pytest.mark.parametrize(("number", "words"), [(0, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (1234, "1,234")])
def test_editors_see_no_number_below_five(number, words):
    assert few_or(number) == words


def test_bars_below_five_look_all_the_same():
    bars = chart("How it felt", [("Fine", 400), ("Easier", 4), ("It hurt", 0)])["bars"]

    assert [bar["width"] for bar in bars] == [300, 2, 2]
