"""Topics: addresses and what they say."""

import pytest
from django.db.models import Count

from articles.tests.factories import an_article
from pictures.tests.factories import a_picture
from topics.models import Topic, to_offer
from topics.tests.factories import a_topic, many_topics

pytestmark = pytest.mark.django_db


def test_a_topic_has_an_address_made_of_its_slug():
    topic = a_topic("Knees", picture=a_picture())

    assert topic.get_absolute_url() == "/topics/knees/"


def offered_names(chosen=()):
    ranked = Topic.objects.annotate(number=Count("articles")).ranked_by("number")
    return [topic.name for topic in to_offer(ranked, chosen)]


def test_up_to_twenty_topics_are_all_offered_in_the_order_of_the_editors():
    many_topics(18)
    a_topic("Zebras", order=1)
    an_article(topics=[a_topic("Yoga", body_part="knees")])

    assert offered_names() == ["Zebras", *(f"Topic A{place:02}" for place in range(1, 19)), "Yoga"]


def test_of_more_topics_those_of_the_body_map_and_those_with_most_pages_are_offered():
    many_topics(30)
    a_topic("Yonder knees", body_part="knees")
    an_article(topics=[a_topic("Zinc")])

    assert offered_names() == [*(f"Topic A{place:02}" for place in range(1, 19)), "Yonder knees", "Zinc"]


def test_topics_that_moved_in_are_offered_behind_your_own_however_many_pages_they_have():
    own = [topic.name for topic in many_topics(15)]
    for name in ("Classic", "Block"):
        an_article(topics=[a_topic(name, order=500)])
    for number in range(10):
        a_topic(f"Other {number}", order=500)

    assert [*own, "Block", "Classic"] == offered_names()[:17]
    assert len(offered_names()) == 20


def test_a_chosen_topic_stays_on_offer_however_few_pages_it_has():
    last = many_topics(30)[-1]

    assert offered_names([last.slug]) == [*(f"Topic A{place:02}" for place in range(1, 21)), "Topic A30"]
