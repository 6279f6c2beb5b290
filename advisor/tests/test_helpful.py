"""Did this help? One answer a day and reader, and never more than one network may give."""

import pytest
from django.test import Client

from advisor.models import QuestionCount
from advisor.tests.factories import a_question
from advisor.views import reading
from topics.tests.factories import a_topic


@pytest.fixture
def knees(db):
    return a_topic("Knees")


def test_a_reader_says_once_a_day_that_it_helped(client, knees):
    question = a_question()
    address = f"{question.get_absolute_url()}helpful/"
    client.get(address)

    answers = [client.post(address, {"helped": said}).content.decode() for said in ("yes", "yes", "no")]

    assert ["Thank you" in answer for answer in answers] == [True, True, True]
    assert list(QuestionCount.objects.values_list("helped", "not_helped")) == [(1, 0)]


def test_without_a_cookie_nothing_is_counted_and_the_form_comes_again(knees):
    question = a_question()

    page = Client().post(f"{question.get_absolute_url()}helpful/", {"helped": "yes"}).content.decode()

    assert "Please press once more." in page
    assert QuestionCount.objects.count() == 0


def test_one_network_counts_thirty_times_a_day_whatever_the_cookies(knees, monkeypatch):
    assert reading.PER_NETWORK == 30
    monkeypatch.setattr(reading, "PER_NETWORK", 2)
    question = a_question()
    address = f"{question.get_absolute_url()}helpful/"

    for _ in range(4):
        reader = Client()
        reader.get(address)
        reader.post(address, {"helped": "yes"})

    assert question.counts.get().helped == 2


def test_the_page_says_how_many_it_helped(client, knees):
    question = a_question()
    question.count("helped")
    question.count("deflected")
    question.count("not_helped")

    assert "It helped 2 readers" in client.get(question.get_absolute_url()).content.decode()


@pytest.mark.parametrize("value", ["", "\x00", "maybe", "x" * 100_000])
def test_no_input_breaks_did_this_help(client, knees, value):
    question = a_question()
    address = f"{question.get_absolute_url()}helpful/"
    client.get(address)

    assert client.post(address, {"helped": value}).status_code == 200
    assert QuestionCount.objects.count() == 0
