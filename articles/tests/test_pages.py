"""What readers see of articles and authors, and what it costs."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.preview import link_to
from articles.tests.factories import (
    a_draft,
    a_fact,
    a_rating,
    a_recommendation,
    a_reference,
    an_article,
    an_author,
    one_block_of_each_kind,
    publish,
)
from articles.versions import start_version
from exercises.tests.factories import an_exercise
from pictures.tests.factories import a_picture
from products.tests.factories import a_medicine
from search import closeness, index
from topics.tests.factories import a_topic, many_topics

pytestmark = pytest.mark.django_db


def a_full_article(**fields):
    """A live article with everything an article can have."""
    topic = a_topic("Knees")
    author = an_author("Orla Fenwick", portrait=a_picture())
    draft = a_draft(
        "Sore knees", text="", topics=[topic], authors=[author], lead_picture=a_picture(), reviewer=an_author(),
        reviewed_on="2026-07-01", **fields,
    )  # fmt: skip
    one_block_of_each_kind(draft)
    a_reference(draft)
    draft.bring_in_as_live(timezone.now() - timedelta(days=3))
    a_rating(draft)
    a_fact(topics=[topic], article=an_article("Other", topics=[topic]).article)
    a_recommendation(topic, author=author, exercise=an_exercise())
    a_recommendation(topic, product=a_medicine())
    return draft


def test_an_article_shows_its_title_blocks_author_references_and_panels(client):
    draft = a_full_article()
    index.rebuild()
    closeness.prepare_some()

    page = client.get(draft.get_absolute_url()).content.decode()

    assert re.findall(r"<h1>([^<]+)</h1>", page) == ["Sore knees"]
    for words in (
        "Orla Fenwick",
        "Move gently.",
        "Get help today",
        "Walk a little.",
        "Small steps count.",
        "Bean stew",
    ):
        assert words in page
    assert "8.0</b> out of 10 · 1 rating<" in page
    assert re.findall(r'<li id="ref-(\d+)">', page) == ["1"]
    assert [page.count(title) for title in ("Did you know?", "Here’s what I recommend", "Related articles")] == [
        1,
        1,
        1,
    ]
    assert page.count("Our product – advertising") == 2  # the product card of the text and our shelf


def test_an_article_costs_few_queries_and_not_more_with_more_of_everything(client, django_assert_max_num_queries):
    draft = a_full_article()

    with django_assert_max_num_queries(8 + 8) as few:  # one for each of the eight kinds of block
        client.get(draft.get_absolute_url())
    new = start_version(draft, None)
    for _ in range(3):
        one_block_of_each_kind(new)
        a_rating(draft)
    publish(new)
    with django_assert_max_num_queries(len(few)):
        client.get(draft.get_absolute_url())


def test_an_article_asks_only_for_the_kinds_of_block_it_uses(client, django_assert_max_num_queries):
    draft = an_article(topics=[a_topic()], authors=[an_author()])

    with django_assert_max_num_queries(8 + 1):
        client.get(draft.get_absolute_url())


def test_a_fact_stands_beside_articles_of_its_topics_only(client):
    knees, hips = a_topic("Knees"), a_topic("Hips")
    a_fact("Hips like to move.", topics=[hips])
    about_knees, about_hips = an_article(topics=[knees]), an_article(topics=[hips])

    pages = [client.get(one.get_absolute_url()).content.decode() for one in (about_knees, about_hips)]

    assert [page.count("Hips like to move.") for page in pages] == [0, 1]


def test_a_page_beside_which_nothing_is_sold_has_no_product_in_its_panels(client):
    topic = a_topic()
    a_recommendation(topic, product=a_medicine("Arnica gel"))
    selling = an_article(topics=[topic])
    quiet = an_article(topics=[topic], hide_selling=True)

    assert "Arnica gel" in client.get(selling.get_absolute_url()).content.decode()
    assert "Arnica gel" not in client.get(quiet.get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_unknown_and_a_withdrawn_article_is_gone(client):
    draft = a_draft()
    live = an_article()
    assert client.get(live.get_absolute_url()).status_code == 200
    live.withdraw(None, "Out of date.")

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(live.get_absolute_url()).status_code == 410


def test_a_moved_article_leads_readers_to_its_new_address(client):
    live = an_article(slug="old-name")
    live.article.slug = "new-name"
    live.article.save()

    answer = client.get("/articles/old-name/")

    assert (answer.status_code, answer["Location"]) == (301, "/articles/new-name/")


def test_the_list_has_pages_of_twelve_and_filters_by_topic(client):
    knees, hips = a_topic("Knees", slug="knees"), a_topic("Hips", slug="hips")
    for number in range(13):
        an_article(f"About knees {number}", topics=[knees])
    an_article("About hips", topics=[hips])

    pages = [client.get(f"/articles/{query}").content.decode() for query in ("", "?page=2", "?topic=hips")]

    assert [page.count('<article class="card') for page in pages] == [12, 2, 1]
    assert client.get("/articles/?page=3").status_code == 404
    assert client.get("/articles/?topic=nothing").status_code == 404


def test_a_list_costs_the_same_with_one_article_and_with_twelve(client, django_assert_max_num_queries):
    topic = a_topic()
    an_article(topics=[topic], lead_picture=a_picture())
    with django_assert_max_num_queries(10) as few:
        client.get("/articles/")

    for _ in range(11):
        a_rating(an_article(topics=[topic], lead_picture=a_picture()))

    with django_assert_max_num_queries(len(few)):
        client.get("/articles/")


def test_the_page_of_an_author_lists_what_they_wrote(client):
    author = an_author("Orla Fenwick")
    an_article("Sore knees", authors=[author])
    a_draft("Not yet", authors=[author])

    page = client.get(author.get_absolute_url()).content.decode()

    assert re.findall(r"<h3><a [^>]+>([^<]+)<", page) == ["Sore knees"]


def test_somebody_who_left_is_not_asked_any_more(client):
    here, gone = an_author(), an_author(left_on="2026-01-31")

    ask = [client.get(an_article(authors=[one]).get_absolute_url()).content.decode() for one in (here, gone)]

    assert [page.count("Ask a question</a></div>") + page.count('">Ask a question</a>\n</div>') for page in ask] == [
        1,
        0,
    ]


def test_the_feed_lists_live_articles_with_absolute_addresses(client):
    topic = a_topic()
    live = an_article("Sore <knees>", topics=[topic])
    a_draft("Not yet")

    for address in ("/articles/feed/", f"/topics/{topic.slug}/feed/"):
        answer = client.get(address)
        again = client.get(address, headers={"If-None-Match": answer["ETag"]})

        assert re.findall(r"<entry><title>([^<]+)</title>", answer.content.decode()) == ["Sore &lt;knees&gt;"]
        assert f'href="http://127.0.0.1:8000{live.get_absolute_url()}"' in answer.content.decode()
        assert again.status_code == 304


def test_search_engines_are_told_about_the_article(client):
    draft = a_full_article()

    page = client.get(draft.get_absolute_url()).content.decode()

    found = [json.loads(one) for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
    assert [one["@type"] for one in found] == ["Article", "BreadcrumbList"]
    assert found[0]["headline"] == "Sore knees"
    assert found[0]["mainEntity"][0]["name"] == "Bean stew"


def test_a_preview_shows_a_draft_to_whoever_has_the_link_and_is_kept_nowhere(client):
    draft = a_draft("Not yet", text="<p>Secret for now.</p>")

    answer = client.get(link_to(draft))

    assert "Secret for now." in answer.content.decode()
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


@pytest.mark.parametrize("token", ["nonsense", "a" * 300, "MQ:1tq:abc"])
def test_a_preview_link_that_was_made_up_is_unknown(client, token):
    assert client.get(f"/preview/{token}/").status_code == 404


def test_the_session_of_an_article_shows_its_exercises(client):
    draft = a_full_article()

    page = client.get(f"{draft.get_absolute_url()}session/").content.decode()

    assert "Exercise" in page
    assert draft.get_absolute_url() in page


def filter_chips(client, query=""):
    """Names of the topics to filter by, and whether a link leads to all topics."""
    (chips,) = re.findall(r'<ul class="filter">(.*?)</ul>', client.get(f"/articles/{query}").content.decode())
    names = re.findall(r'topic=[^"]+"[^>]*>([^<]+) <small>', chips)
    return names, '<a class="more" href="/topics/">All topics</a>' in chips


def test_twenty_topics_are_all_there_to_filter_by(client):
    topics = many_topics(20)
    an_article(topics=topics)

    assert filter_chips(client) == ([topic.name for topic in topics], False)


def test_of_many_topics_those_with_most_articles_and_the_chosen_one_are_there_to_filter_by(client):
    *others, last_but_one, last = many_topics(30)
    an_article(topics=[*others, last_but_one, last])
    an_article(topics=[last])

    most = [*(topic.name for topic in others[:19]), last.name]
    assert filter_chips(client) == (most, True)
    with_chosen = [*most[:-1], last_but_one.name, last.name]
    assert filter_chips(client, f"?topic={last_but_one.slug}") == (with_chosen, True)


@pytest.mark.parametrize(
    ("summary", "leads"),
    [("Most sore knees settle with rest.", 1), ("The knee bends, and …", 0), ("Why it hurts The knee bends", 0)],
)
def test_a_summary_that_the_text_begins_with_stands_in_lists_and_not_above_the_text(client, summary, leads):
    text = "<h2>Why it hurts</h2><p>The knee bends, and the hip follows.</p>"
    address = an_article("Knees", summary=summary, text=text).get_absolute_url()

    page, listed = (client.get(path).content.decode() for path in (address, "/articles/"))

    assert page.count('class="lead"') == leads
    assert f'name="description" content="{summary}"' in page
    assert summary in listed


def test_an_author_of_whom_nothing_is_said_is_a_name_and_no_more(client):
    topic, author = a_topic("Knees"), an_author("Ben", role="", qualifications="")
    article = an_article("Sore knees", topics=[topic], authors=[author])

    about, text, hub = (client.get(thing.get_absolute_url()).content.decode() for thing in (author, article, topic))

    assert 'name="description" content="Ben: who they are, what they learned and what they wrote."' in about
    assert 'class="lead"' not in about
    assert "jobTitle" not in about + text
    assert f'<a href="{author.get_absolute_url()}">Ben</a></li>' in hub


def test_an_article_without_a_summary_is_shared_with_its_title(client):
    page = client.get(an_article("Sore knees", summary="").get_absolute_url()).content.decode()

    assert 'property="og:description" content="Sore knees"' in page
