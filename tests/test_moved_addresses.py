"""Whatever has a page may get another address, go back to an old one or change with another thing: nobody is lost."""

import pytest
from django.test import Client

from advisor.tests.factories import a_question
from articles.tests.factories import an_article, an_author
from exercises.tests.factories import an_exercise
from products.tests.factories import a_product
from quiz.tests.factories import a_quiz
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db(transaction=True)
THINGS = {
    "articles": lambda slug: an_article(slug.title(), slug=slug).article,
    "topics": lambda slug: a_topic(slug.title(), slug=slug),
    "authors": lambda slug: an_author(name=slug.title(), slug=slug),
    "questions": lambda slug: a_question(slug.title(), slug=slug),
    "exercises": lambda slug: an_exercise(name=slug.title(), slug=slug),
    "products": lambda slug: a_product(name=slug.title(), slug=slug),
    "quiz": lambda slug: a_quiz(slug.title(), slug=slug),
}


def move(thing, *slugs):
    for slug in slugs:
        thing.slug = slug
        thing.save()


def answer(path):
    """200, or where an address leads to."""
    found = Client().get(path)
    return found.status_code if found.status_code != 301 else found["Location"]


@pytest.mark.parametrize("folder", THINGS)
def test_a_thing_that_moved_three_times_and_back_is_found_from_everywhere_in_one_step(folder):
    thing = THINGS[folder]("alder")

    move(thing, "birch", "cedar", "alder")

    found = {slug: answer(f"/{folder}/{slug}/") for slug in ("alder", "birch", "cedar")}
    assert found == {"alder": 200, "birch": f"/{folder}/alder/", "cedar": f"/{folder}/alder/"}
    assert f"/{folder}/birch/" not in Client().get("/sitemap-1.xml").content.decode()


@pytest.mark.parametrize("folder", THINGS)
def test_two_things_that_change_addresses_are_each_found_at_their_own(folder):
    one, other = THINGS[folder]("alder"), THINGS[folder]("birch")

    move(one, "aside")
    move(other, "alder")
    move(one, "birch")

    assert [answer(f"/{folder}/{slug}/") for slug in ("alder", "birch", "aside")] == [200, 200, f"/{folder}/birch/"]
    assert "<h1" in (page := Client().get(f"/{folder}/birch/").content.decode())
    assert "Alder" in page


def test_the_old_address_of_something_withdrawn_leads_to_where_it_is_said():
    revision = an_article("Alder", slug="alder")
    move(revision.article, "birch")

    revision.withdraw(None, "Out of date")

    assert [answer(f"/articles/{slug}/") for slug in ("alder", "birch")] == ["/articles/birch/", 410]
