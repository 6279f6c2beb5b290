"""Votes: one reader, one major version, one row."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from articles.models import Rating
from articles.tests.factories import a_rating, an_article
from core.reader import COOKIE


def rate(client, revision, **data):
    return client.post(f"{revision.get_absolute_url()}rate/", data)


def a_reader(revision):
    """A client that has fetched the form and so has the cookie."""
    client = Client()
    client.get(f"{revision.get_absolute_url()}rate/")
    return client


@pytest.mark.django_db
def test_the_answer_to_a_vote_shows_the_new_average_at_once():
    revision = an_article()
    a_rating(revision, 6)

    page = rate(a_reader(revision), revision, score=8).content.decode()

    assert "<b>7.0</b> out of 10 · 2 ratings, with yours" in page


@pytest.mark.django_db
def test_a_reader_may_change_a_vote_and_it_stays_one():
    revision = an_article()
    reader = a_reader(revision)
    rate(reader, revision, score=3)

    rate(reader, revision, score=9)

    assert [vote.score for vote in Rating.objects.all()] == [9]
    form = reader.get(f"{revision.get_absolute_url()}rate/").content.decode()
    assert re.findall(r'value="(\d+)"[^>]*checked', form) == ["9"]


@pytest.mark.django_db
def test_a_vote_without_cookie_gets_the_form_again_with_the_choice_kept():
    revision = an_article()
    client = Client()

    answer = rate(client, revision, score=7)

    assert not Rating.objects.exists()
    assert COOKIE in answer.cookies
    assert re.findall(r'value="(\d+)"[^>]*checked', answer.content.decode()) == ["7"]
    assert rate(client, revision, score=7).status_code == 200
    assert Rating.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("score", ["", "0", "11", "eight", "\x00", "9" * 1000, "8.5"])
def test_what_is_no_number_from_1_to_10_gets_a_sentence(score):
    revision = an_article()

    answer = rate(a_reader(revision), revision, score=score)

    assert answer.status_code == 200
    assert "Choose a number from 1 to 10." in answer.content.decode()
    assert not Rating.objects.exists()


@pytest.mark.django_db
def test_a_vote_starts_no_edition(django_capture_on_commit_callbacks):
    revision = an_article()
    reader = a_reader(revision)

    with django_capture_on_commit_callbacks() as waiting:
        rate(reader, revision, score=8)

    assert waiting == []


@pytest.mark.django_db
def test_thirty_votes_an_hour_are_enough_for_one_reader():
    revision = an_article()
    reader = a_reader(revision)

    answers = [rate(reader, revision, score=8) for _ in range(31)]

    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600


@pytest.mark.django_db
def test_new_voters_from_one_place_are_limited_and_old_ones_may_change_their_mind():
    revision, other = an_article(), an_article()
    readers = [a_reader(revision) for _ in range(11)]

    answers = [rate(reader, revision, score=1).status_code for reader in readers]

    assert answers == [200] * 10 + [429]
    assert rate(readers[0], revision, score=9).status_code == 200
    assert rate(readers[10], other, score=9).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_fifty_parallel_votes_of_one_reader_make_one():
    revision = an_article()
    cookie = a_reader(revision).cookies[COOKIE].value

    def vote(number):
        client = Client()
        client.cookies[COOKIE] = cookie
        try:
            return rate(client, revision, score=1 + number % 10).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = set(pool.map(vote, range(50)))

    assert answers <= {200, 429}
    assert Rating.objects.count() == 1


@pytest.mark.django_db
def test_one_rating_is_no_plural(client):
    revision = an_article()
    a_rating(revision, 8)

    assert "<b>8.0</b> out of 10 · 1 rating</span>" in client.get(revision.get_absolute_url()).content.decode()
