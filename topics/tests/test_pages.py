"""The list of topics and the hub of one."""

import re

import pytest
from django.urls import reverse

from advisor.tests.factories import a_question
from articles.tests.factories import an_article, an_author
from exercises.tests.factories import an_exercise
from pictures.tests.factories import a_picture
from products.tests.factories import a_product
from quiz.tests.factories import a_quiz
from search.tests.factories import a_row
from topics.tests.factories import a_topic, many_topics

pytestmark = pytest.mark.django_db


def headings(html):
    return re.findall(r"<h2[^>]*>([^<]*)</h2>", html)


def hub(client, topic):
    return client.get(topic.get_absolute_url()).content.decode()


def test_the_list_names_every_topic_in_the_order_of_the_editors(client):
    a_topic("Hips", order=2)
    a_topic("Knees", order=1, picture=a_picture())

    html = client.get(reverse("topics:list")).content.decode()

    assert re.findall(r'<h2><a href="([^"]+)">([^<]+)</a></h2>', html) == [
        ("/topics/knees/", "Knees"),
        ("/topics/hips/", "Hips"),
    ]
    assert "<h1>Topics</h1>" in html


def test_a_list_without_topics_says_so(client):
    assert "There are no topics yet" in client.get(reverse("topics:list")).content.decode()


def test_a_hub_brings_together_what_every_room_has_about_it(client):
    knees = a_topic("Knees", introduction="<p>The largest joint.</p>", picture=a_picture(alt="A knee"))
    author = an_author(name="Orla Fenwick")
    an_article("Sore knees", topics=[knees], authors=[author])
    an_exercise(name="Wall sit").topics.add(knees)
    a_product(name="Arnica gel").topics.add(knees)
    a_question("Why do my knees click?", topics=[knees])
    a_quiz("How flexible are you?", topics=[knees])

    html = hub(client, knees)

    assert re.findall("<h1>(.*?)</h1>", html) == ["Knees"]
    assert {"Articles", "Exercises", "From our shelf", "Who writes about knees"} <= set(headings(html))
    names = ("Sore knees", "Wall sit", "Arnica gel", "Orla Fenwick", "The largest joint.", "Why do my knees click?")
    assert all(name in html for name in (*names, "How flexible are you?"))
    assert "Our product – advertising" in html
    assert 'alt="A knee"' in html


def test_a_hub_shows_nothing_of_other_topics_and_nothing_unpublished(client):
    knees, hips = a_topic("Knees"), a_topic("Hips")
    an_article("About hips", topics=[hips])
    an_article("Draft about knees", topics=[knees], goes_live_at=None)
    an_article("Live about knees", topics=[knees])

    html = hub(client, knees)

    assert re.findall(r">((?:Draft|Live|About)[^<]*(?:knees|hips))</a>", html) == ["Live about knees"]


def test_an_empty_hub_says_so_kindly(client):
    html = hub(client, a_topic("Toes"))

    assert headings(html).count("We are still writing about this") == 1


def test_a_filled_hub_does_not_say_that_it_is_empty(client):
    knees = a_topic("Knees")
    an_article("Sore knees", topics=[knees])

    assert "We are still writing about this" not in hub(client, knees)


def test_a_hub_leads_back_and_to_the_question_form(client):
    html = hub(client, a_topic("Knees"))

    assert re.findall(r'<a class="btn btn-primary" href="([^"]+)">Ask', html) == ["/questions/ask/?topic=knees"]
    assert '<a href="/topics/">Topics</a>' in html
    assert '<link rel="canonical" href="http://127.0.0.1:8000/topics/knees/">' in html


@pytest.mark.parametrize("path", ["/topics/nothing/", "/topics/%00/", "/topics/a%20b/", "/topics/" + "x" * 500 + "/"])
def test_a_topic_that_does_not_exist_is_a_404(client, path):
    assert client.get(path).status_code == 404


def test_a_renamed_topic_answers_at_its_old_address(client):
    topic = a_topic("Knees")
    topic.slug = "sore-knees"
    topic.save()

    response = client.get("/topics/knees/")

    assert (response.status_code, response["Location"]) == (301, "/topics/sore-knees/")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/topics/knees/feed/", "/topics/sore-knees/feed/"),
        ("/topics/knees/feed/?x=1&y=a%26b", "/topics/sore-knees/feed/?x=1&y=a%26b"),
        ("/articles/?topic=knees", "/articles/?topic=sore-knees"),
        ("/questions/?topic=knees&page=2", "/questions/?topic=sore-knees&page=2"),
    ],
)
def test_the_feed_and_the_lists_of_a_renamed_topic_move_with_it(client, old, new):
    topic = a_topic("Knees")
    an_article(topics=[topic])
    a_question(topics=[topic])
    topic.slug = "sore-knees"
    topic.save()

    response = client.get(old)

    assert (response.status_code, response["Location"]) == (301, new)


def test_the_price_of_a_hub_does_not_grow_with_what_is_on_it(client, django_assert_max_num_queries):
    knees = a_topic("Knees", picture=a_picture())
    for number in range(8):
        an_article(f"Article {number}", topics=[knees], authors=[an_author()])
        an_exercise(name=f"Exercise {number}", picture=a_picture()).topics.add(knees)
        a_product(name=f"Product {number}").topics.add(knees)

    with django_assert_max_num_queries(17):
        client.get(knees.get_absolute_url())


def test_the_price_of_the_list_does_not_grow_with_the_topics(client, django_assert_num_queries):
    for _ in range(5):
        a_topic(picture=a_picture())

    with django_assert_num_queries(3):
        client.get(reverse("topics:list"))


def test_a_hub_kept_by_the_page_cache_costs_one_query(client, django_assert_num_queries):
    topic = a_topic()
    client.get(topic.get_absolute_url())

    with django_assert_num_queries(1):
        client.get(topic.get_absolute_url())


def search_chips(client, **query):
    """What the results can be narrowed to, the first being all topics, and whether a link leads to the list of topics."""
    html = client.get("/search/", {"q": "morning", **query}).content.decode()
    (chips,) = re.findall(r'aria-label="Filter by topic">(.*?)</nav>', html)
    return set(re.findall(r'<a href="\?[^>]*>([^<]+)</a>', chips)), 'href="/topics/">The list of topics<' in chips


def index_with(topics):
    """More than a page of search results, sorted under all of these topics."""
    for topic in topics:
        a_row(topic.name, kind="topic", topics=(topic.slug,))
    for number in range(13):
        a_row(f"Stiff in the morning {number}", topics=tuple(topic.slug for topic in topics))


def test_search_results_are_narrowed_to_any_of_twenty_topics(client):
    topics = many_topics(20)
    index_with(topics)

    assert search_chips(client) == ({"All topics", *(topic.name for topic in topics)}, False)


def test_search_results_are_narrowed_to_the_most_useful_of_many_topics_and_back_from_the_chosen_one(client):
    *others, last_but_one, last = many_topics(30)
    an_article(topics=[last])
    index_with([*others, last_but_one, last])

    most = {"All topics", *(topic.name for topic in others[:19]), last.name}
    assert search_chips(client) == (most, True)
    assert search_chips(client, topic=last_but_one.slug) == ({"All topics", last_but_one.name}, False)
