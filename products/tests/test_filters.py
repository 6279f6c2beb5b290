"""Which topics the catalogue offers: those that lead somewhere, and never a list of hundreds."""

import re

import pytest

from core.site_state import new_edition
from products.tests.factories import a_category, a_product
from topics.tests.factories import a_topic, many_topics

pytestmark = pytest.mark.django_db


def offered(client, query=""):
    """The words of the links that narrow the list to a topic."""
    html = client.get(f"/products/{query}").content.decode()
    row = html.partition('aria-label="Filter by topic"')[2].partition("</nav>")[0]
    return re.findall(r"<a [^>]*>([^<]+)</a>", row)


def test_of_many_topics_the_twenty_with_most_products_are_offered_and_the_way_to_the_others(client):
    topics = many_topics(20)
    a_product("Balm", topics=topics)
    assert offered(client) == ["All", *(topic.name for topic in topics)]

    zinc = a_topic("Zinc")
    for name in ("Salts", "Soap"):
        a_product(name, topics=[zinc])
    new_edition()

    assert offered(client) == ["All", *(topic.name for topic in topics[:19]), "Zinc", "All topics"]


def test_a_topic_that_was_chosen_stays_on_offer(client):
    topics = many_topics(22)
    a_product("Balm", topics=topics)

    assert offered(client, f"?topic={topics[-1].slug}")[-2:] == [topics[-1].name, "All topics"]


def test_a_shelf_offers_only_topics_that_something_of_it_stands_under(client):
    knees, neck = a_topic("Knees"), a_topic("Neck")
    a_product("Balm", category=a_category("To rub in"), topics=[knees, neck])
    a_product("Salts", category=a_category("For the bath"), topics=[neck])
    a_product("Gone", category=a_category("For the bath"), topics=[knees], goes_live_at=None)

    assert offered(client) == ["All", "Knees", "Neck"]
    assert offered(client, "?category=for-the-bath") == ["All", "Neck"]
    assert offered(client, "?category=for-the-bath&topic=knees") == ["All", "Knees", "Neck"]
