"""Which topics the list of questions offers: those that have an answer, and the one that was chosen."""

import pytest

from advisor.tests.factories import a_question
from topics.tests.factories import a_topic

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
