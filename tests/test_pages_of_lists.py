"""The second page of a list is a page of its own for search engines."""

import re
from html import unescape

import pytest
from django.test import Client

from advisor.tests.factories import a_question
from articles.tests.factories import an_article, an_author
from exercises.tests.factories import an_exercise
from products.tests.factories import a_product
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
MANY = 30  # more than any list has on one page
ARTICLES = ["/articles/", "/articles/?topic=knees", "/authors/orla/"]


def named(path):
    """What the head of a page says: title, description, canonical address."""
    html = Client().get(path).content.decode()
    patterns = (
        "<title>([^<]+)</title>",
        '<meta name="description" content="([^"]+)"',
        '<link rel="canonical" href="([^"]+)"',
    )
    return tuple(unescape(re.search(pattern, html)[1]) for pattern in patterns)


def differ(paths):
    """Checks that every page with its second page has a head of its own."""
    heads = {}
    for path in paths:
        second = f"{path}{'&' if '?' in path else '?'}page=2"
        heads |= {path: named(path), second: named(second)}
        assert heads[second][2] == f"http://127.0.0.1:8000{second}"
    for what in zip(*heads.values(), strict=True):
        assert len(set(what)) == len(heads), what


def test_pages_of_articles_have_names_of_their_own():
    topic, author = a_topic("Knees"), an_author(name="Orla Fenwick", slug="orla")
    for number in range(MANY):
        an_article(f"Article {number}", topics=[topic], authors=[author])

    differ(ARTICLES)


@pytest.mark.parametrize(
    ("make", "paths"),
    [
        (a_question, ["/questions/", "/questions/?topic=knees"]),
        (a_product, ["/products/"]),
        (an_exercise, ["/exercises/"]),
    ],
)
def test_pages_of_other_lists_have_names_of_their_own(make, paths):
    topic = a_topic("Knees")
    for _ in range(MANY):
        make(topics=[topic])

    differ(paths)


@pytest.mark.parametrize("path", ["/articles/", "/questions/"])
def test_a_list_that_is_shared_leads_to_the_topic_that_it_shows(path):
    topic = a_topic("Knees", summary="All about knees.")
    an_article(topics=[topic])

    whole, narrowed = (Client().get(address).content.decode() for address in (path, f"{path}?topic=knees"))

    assert f'property="og:url" content="http://127.0.0.1:8000{path}"' in whole
    assert f'property="og:url" content="http://127.0.0.1:8000{path}?topic=knees"' in narrowed
    assert 'property="og:title" content="Knees"' in narrowed
    assert 'property="og:description" content="All about knees."' in narrowed
