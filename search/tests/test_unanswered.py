"""Searches without results: counted for the editors, told from the third on, never tied to a person."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from core.tests.test_admin import a_member_of_staff
from search import unanswered
from search.models import UnansweredSearch
from search.tests.factories import a_row

pytestmark = pytest.mark.django_db
LIST = "/admin/search/unansweredsearch/"


def search(query, network=1):
    return Client(REMOTE_ADDR=f"198.51.{network}.7").get("/search/", {"q": query})


def counted():
    return list(UnansweredSearch.objects.values_list("words", "count"))


def test_a_search_in_vain_is_counted_and_its_words_are_written_down_the_third_time():
    search("Purple elephants", 1)
    search("elephants purple", 2)
    after_two = counted()

    search("purple elephants?", 3)

    assert after_two == [("", 2)]
    assert counted() == [("purple elephants", 3)]


def test_the_list_says_when_words_appear_and_leads_to_a_new_synonym():
    for network in (1, 2, 3):
        search("purple & elephants", network)

    page = a_member_of_staff().get(LIST).content.decode()

    assert "<h1>Searches without results</h1>" in page
    assert "Words stand here once they were looked for in vain 3 times." in page
    assert 'href="/search/?q=purple+elephants">Try it again</a>' in page
    assert 'href="/admin/search/synonym/add/?expressions=purple+elephants%2C+">Add a synonym</a>' in page


def test_words_of_somebody_in_need_are_never_counted():
    for network in (1, 2, 3):
        search("I want to die", network)
        search("purple elephants", network)

    assert counted() == [("purple elephants", 3)]


def test_one_place_counts_once_a_day_however_often_it_asks():
    for _ in range(5):
        search("purple elephants")

    assert counted() == [("", 1)]


def test_a_search_that_finds_something_is_not_counted():
    a_row("Purple elephants")

    search("purple elephants")

    assert counted() == []


@pytest.mark.parametrize("query", ["", "the", "?", "\x00"])
def test_nothing_is_not_counted(query):
    search(query)

    assert counted() == []


def test_a_look_ahead_of_a_browser_is_not_counted():
    Client().head("/search/", {"q": "purple elephants"})

    assert counted() == []


def test_a_machine_cannot_fill_the_table(monkeypatch):
    monkeypatch.setattr(unanswered, "MOST_A_DAY", 3)

    for number in range(6):
        search(f"purple{number}")

    assert len(counted()) == 3


def test_editors_see_what_was_asked_three_times_and_nothing_else():
    for network in range(3):
        search("purple elephants", network)
    search("my name is Anna", 9)

    html = a_member_of_staff().get(LIST).content.decode()

    assert "purple elephants" in html
    assert "anna" not in html.lower().replace("kneesite", "")
    assert "not shown yet" not in html


def test_nothing_of_a_reader_is_stored():
    search("purple elephants", 77)

    (row,) = UnansweredSearch.objects.values()
    assert "elephants" not in str(row)
    assert "198.51" not in str(row)


def test_what_nobody_asks_any_more_is_purged():
    search("purple elephants")
    later = timezone.now() + timedelta(days=91)

    assert (unanswered.purge(later, dry_run=True), unanswered.purge(later), counted()) == (1, 1, [])
