"""Which topics the list of questions offers: those that have an answer, and the one that was chosen."""

import pytest

from advisor.tests.asking import filled
from advisor.tests.factories import a_question
from topics.tests.factories import a_topic, many_topics

pytestmark = pytest.mark.django_db


def offered(client, query=""):
    return [topic.name for topic in client.get(f"/questions/{query}").context["filters"]]


def test_only_topics_with_a_published_answer_are_offered(client):
    knees, hips, _neck = a_topic("Knees", order=1), a_topic("Hips", order=2), a_topic("Neck", order=3)
    a_question(topics=[knees])
    a_question(topics=[hips], goes_live_at=None)

    assert offered(client) == ["Knees"]
    assert offered(client, "?topic=neck") == ["Knees", "Neck"]


def test_a_question_under_two_topics_counts_for_both(client):
    a_question(topics=[a_topic("Knees", order=1), a_topic("Hips", order=2)])

    assert offered(client) == ["Knees", "Hips"]


def choices_of(client, **typed):
    """What "What is it about?" offers on the form, after the signs or when it comes back with a mistake."""
    if typed:
        response = client.post("/questions/ask/check/", filled(client, **typed) | {"do": "check"})
    else:
        response = client.post("/questions/ask/", {"none": "on"}, follow=True)
    return [name for slug, name in response.context["form"].fields["topic"].choices if slug]


def test_the_form_offers_the_twenty_topics_with_most_answers_and_those_of_the_body_map(client):
    alike = many_topics(20)
    knees, food = a_topic("Knees", body_part="knees"), a_topic("Zinc and food")
    a_question(topics=[food])

    assert choices_of(client) == sorted([*(topic.name for topic in alike[:18]), knees.name, food.name])


def test_a_topic_that_was_chosen_already_stays_on_the_form(client):
    alike = many_topics(21)

    assert choices_of(client) == [topic.name for topic in alike[:20]]
    assert choices_of(client, topic=alike[20].slug, question="") == [topic.name for topic in alike]
