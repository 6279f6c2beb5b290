"""The home page: what stands on it, and what it costs."""

import re
from datetime import timedelta
from itertools import combinations

import pytest
from django.utils import timezone

from advisor.tests.factories import a_question
from articles.tests.factories import a_block, a_draft, an_article, an_author
from exercises.tests.factories import an_exercise
from kneesite.front_page import BODY_MAP, topics_with_pages
from pictures.tests.factories import a_picture
from products.tests.factories import a_medicine, a_product
from quiz.tests.factories import a_quiz
from topics.models import BodyPart
from topics.tests.factories import a_topic, many_topics

pytestmark = pytest.mark.django_db


def a_full_house(number=1):
    """So many of everything, sorted under one topic, with pictures."""
    topic = a_topic()
    an_author(portrait=a_picture(renditions=True), is_advisor=True)
    for _ in range(number):
        an_article(topics=[topic], lead_picture=a_picture(renditions=True))
        an_exercise(topics=[topic], picture=a_picture(renditions=True))
        a_product(topics=[topic], picture=a_picture(renditions=True))
        a_question(topics=[topic])
    a_quiz()
    return topic


def test_an_empty_house_has_a_home_page(client):
    page = client.get("/").content.decode()

    assert re.findall(r"<h1[^>]*>([^<]+)", page) == ["Knees are made to move"]
    assert re.findall(r"<h2[^>]*>([^<]+)", page) == ["New recipes in your inbox every week", "Read", "Ask", "Kneesite"]


def test_home_shows_something_of_every_room(client):
    a_full_house()

    page = client.get("/").content.decode()

    headings = re.findall(r'<h2 id="([^"]+)"', page)
    assert headings == ["where", "new", "drills", "quiz-title", "asked-title", "adv", "shelf", "news"]


def test_home_costs_at_most_fourteen_queries_and_no_more_in_a_full_house(client, django_assert_max_num_queries):
    a_full_house(number=6)

    with django_assert_max_num_queries(14):
        page = client.get("/").content.decode()

    assert page.count('<article class="card') == 4 + 4 + 4


def test_a_topic_counts_its_live_pages_only():
    topic = a_topic()
    for when in (timezone.now() - timedelta(days=1), timezone.now() + timedelta(days=1)):
        an_article(topics=[topic], goes_live_at=when)
        an_exercise(topics=[topic], goes_live_at=when)
        a_question(topics=[topic], goes_live_at=when)
    an_article(topics=[a_topic()])

    assert topics_with_pages().get(pk=topic.pk).pages == 3


def test_a_finger_on_the_body_map_leads_to_the_topic_of_that_part(client):
    a_topic("Knees", body_part="knees", order=1)
    a_topic("More about knees", body_part="knees", order=2)
    a_topic("Hands", body_part="hands")
    a_topic("Food")

    page = client.get("/").content.decode()

    (drawing,) = re.findall(r'<svg[^>]*viewBox="22 56[^>]*>.*?</svg>', page, re.DOTALL)
    links = re.findall(r'<a href="([^"]+)" tabindex="-1"><title>([^<]+)</title><circle', drawing)
    assert links == [("/topics/hands/", "Hands"), ("/topics/hands/", "Hands"), ("/topics/knees/", "Knees")]
    (listed,) = re.findall(r'<ul class="links">(.*?)</ul>', page.partition('id="where"')[2], re.DOTALL)[:1]
    assert re.findall('href="([^"]+)"', listed) == [
        "/topics/knees/",
        "/topics/more-about-knees/",
        "/topics/food/",
        "/topics/hands/",
    ]


def test_no_two_places_of_the_body_map_lie_on_each_other():
    places = [complex(float(x), float(y)) for _part, x, y in BODY_MAP]

    assert {part for part, _x, _y in BODY_MAP} == set(BodyPart)
    assert min(abs(one - other) for one, other in combinations(places, 2)) >= 28


def test_the_gentle_session_is_that_of_the_newest_article_with_exercises(client):
    draft = a_draft(slug="with-exercises")
    a_block(draft, "exercise")
    draft.bring_in_as_live(timezone.now() - timedelta(days=60))
    an_article(slug="words-only")

    page = client.get("/").content.decode()

    assert re.findall(r'href="([^"]+)">Start the gentle session', page) == ["/articles/with-exercises/session/"]


def test_the_gentle_session_is_one_for_knees_when_there_is_one(client):
    for slug, part, days in (("for-knees", "knees", 9), ("for-shoulders", "shoulders", 1)):
        draft = a_draft(slug=slug, topics=[a_topic(body_part=part)])
        a_block(draft, "exercise")
        draft.bring_in_as_live(timezone.now() - timedelta(days=days))

    page = client.get("/").content.decode()

    assert re.findall(r'href="([^"]+)">Start the gentle session', page) == ["/articles/for-knees/session/"]


def test_without_such_an_article_the_session_begins_in_the_library(client):
    an_article(slug="words-only")

    page = client.get("/").content.decode()

    assert re.findall(r'href="([^"]+)">Start the gentle session', page) == ["/exercises/"]


def test_a_medicine_on_the_home_page_carries_label_and_statement(client):
    medicine = a_medicine()

    page = client.get("/").content.decode()

    assert page.count("Our product – advertising") == 1
    assert page.count(medicine.statement) == 1


def listed_topics(client):
    """(names of the list beside the body map, whether a link leads to the others)."""
    section = client.get("/").content.decode().partition('id="where"')[2].partition("</section>")[0]
    names = re.findall(r'<li><a href="[^"]+">([^<]+?)(?: <small>|</a>)', section)
    return names, '<a class="more" href="/topics/">All topics</a>' in section


def test_home_lists_twenty_topics_without_a_way_to_others(client):
    topics = many_topics(20)

    assert listed_topics(client) == ([topic.name for topic in topics], False)


def test_home_lists_the_twenty_most_useful_of_many_topics_and_leads_to_the_others(client):
    topics = many_topics(30)
    a_topic("Yonder knees", body_part="knees")
    an_exercise(topics=[topics[-1]])

    names = [*(topic.name for topic in topics[:18]), topics[-1].name, "Yonder knees"]
    assert listed_topics(client) == (names, True)


def test_every_place_of_the_body_map_leads_on_when_more_topics_belong_to_it_than_are_listed(client):
    for number in range(25):
        an_exercise(topics=[a_topic(f"Knees {number}", body_part="knees")])
    a_topic("Hips", body_part="hips")

    page = client.get("/").content.decode()

    assert '<a href="/topics/hips/" tabindex="-1"><title>Hips</title>' in page
    assert len(listed_topics(client)[0]) == 20
