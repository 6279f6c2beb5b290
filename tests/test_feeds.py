"""Feeds: valid Atom, names that last, and nothing sent twice."""

from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from advisor.tests.factories import a_question
from articles.tests.factories import an_article
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["/articles/feed/", "/questions/feed/", "/topics/knees/feed/"]


@pytest.fixture
def house():
    """An article and a question about knees, with letters that XML minds; gives both."""
    knees = a_topic("Knees")
    return an_article("Sore <knees> & hips", topics=[knees]), a_question("Why & when?", topics=[knees])


def feed(path):
    return ElementTree.fromstring(Client().get(path).content)


def text(element, name):
    (found,) = element.findall(ATOM + name)
    return found.text


def entries_of(path):
    return feed(path).findall(f"{ATOM}entry")


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_has_everything_that_atom_asks_for(house, path):
    root = feed(path)

    assert root.tag == f"{ATOM}feed"
    assert text(root, "title")
    assert text(root, "id").startswith("http://127.0.0.1:8000/")
    assert [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"] == [
        f"http://127.0.0.1:8000{path}"
    ]
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 1
    for element in (root, *entries):
        assert datetime.fromisoformat(text(element, "updated")).tzinfo
    for entry in entries:
        assert text(entry, "title") in ("Sore <knees> & hips", "Why & when?")
        assert entry.findall(f"{ATOM}link")[0].get("href").startswith("http://127.0.0.1:8000/")
        assert entry.findall(f"{ATOM}author") or root.findall(f"{ATOM}author")


def test_the_name_of_an_entry_stays_when_its_address_changes(house):
    article, question = house[0].article, house[1]
    before = [text(entry, "id") for path in FEEDS[:2] for entry in entries_of(path)]

    for thing in (article, question):
        thing.slug = f"new-{thing.slug}"
        thing.save()

    assert [text(entry, "id") for path in FEEDS[:2] for entry in entries_of(f"{path}?fresh")] == before
    assert before == [f"tag:127.0.0.1,2026:articles/{article.pk}", f"tag:127.0.0.1,2026:questions/{question.pk}"]


@pytest.mark.parametrize("path", FEEDS)
def test_a_reader_that_has_the_feed_already_gets_a_304(house, path):
    response = Client().get(path)

    again = Client().get(path, headers={"if-none-match": response["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert response["Content-Type"].startswith("application/atom+xml")


def test_a_feed_of_a_topic_that_does_not_exist_is_a_404(db):
    assert Client().get("/topics/nothing/feed/").status_code == 404
