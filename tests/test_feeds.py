"""Feeds: valid Atom, names that last, and nothing sent twice."""

from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from advisor.tests.factories import a_question
from articles.tests.factories import an_article
from newsletter.tests.factories import an_approved_issue
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FAR_OFF = "Fri, 01 Jan 2100 00:00:00 GMT"
FEEDS = ["/articles/feed/", "/questions/feed/", "/topics/knees/feed/"]
LETTERS = "/newsletter/issues/feed/"


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
    assert text(root, "id").startswith("tag:127.0.0.1,2026:feeds/")
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


def test_a_letter_has_the_dates_that_atom_asks_for(house):
    letter = an_approved_issue("Soft & warm", articles=[house[0], an_article()])
    letter.start()

    (entry,) = entries_of(LETTERS)

    assert text(entry, "title") == "Soft & warm"
    assert text(entry, "id") == f"tag:127.0.0.1,2026:letters/{letter.pk}"
    assert datetime.fromisoformat(text(entry, "updated")) == datetime.fromisoformat(text(entry, "published"))


def test_the_name_of_an_entry_stays_when_its_address_changes(house):
    article, question = house[0].article, house[1]
    before = [text(entry, "id") for path in FEEDS[:2] for entry in entries_of(path)]

    for thing in (article, question):
        thing.slug = f"new-{thing.slug}"
        thing.save()

    assert [text(entry, "id") for path in FEEDS[:2] for entry in entries_of(f"{path}?fresh")] == before
    assert before == [f"tag:127.0.0.1,2026:articles/{article.pk}", f"tag:127.0.0.1,2026:questions/{question.pk}"]


@pytest.mark.parametrize("path", [*FEEDS, LETTERS])
def test_a_reader_that_has_the_feed_already_gets_a_304(house, path):
    response = Client().get(path)

    again = Client().get(path, headers={"if-none-match": response["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert response["Content-Type"].startswith("application/atom+xml")


def test_the_name_of_a_feed_stays_when_its_topic_is_renamed(house):
    topic = house[0].article.topics.get()
    before = text(feed("/topics/knees/feed/"), "id")

    topic.name, topic.slug = "Hinges", "hinges"
    topic.save()

    assert text(feed("/topics/hinges/feed/"), "id") == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", FEEDS)
def test_what_was_withdrawn_is_sent_no_longer_to_a_reader_who_has_the_feed(house, path):
    response = Client().get(path)
    had = {"if-none-match": response["ETag"], "if-modified-since": response.get("Last-Modified", FAR_OFF)}

    house[0].withdraw(None, "Out of date")
    house[1].take_down()
    again = Client().get(path, headers=had)

    assert again.status_code == 200
    assert again.content.count(b"<entry>") == 0


@pytest.mark.parametrize("path", [*FEEDS, LETTERS])
def test_a_date_alone_never_says_that_nothing_changed(house, path):
    response = Client().get(path, headers={"if-modified-since": FAR_OFF})

    assert (response.status_code, response.has_header("Last-Modified")) == (200, False)


@pytest.mark.parametrize("path", [*FEEDS, LETTERS])
def test_an_empty_feed_is_the_same_at_every_look(path):
    a_topic("Knees")
    first = Client().get(path)

    second = Client().get(f"{path}?fresh")

    assert second.content.replace(b"?fresh", b"") == first.content
    assert text(feed(path), "updated").startswith("2026-01-01T")


@pytest.mark.parametrize("path", FEEDS)
def test_no_sign_in_a_text_breaks_a_feed(path):
    topic = a_topic("Knees", summary="All\x0b about \x1b them.")
    an_article("Sore\x0c knees", summary="When 3 < 4 & \ufffe<b>more</b>\x01", slug="sore", topics=[topic], authors=[])
    a_question("Sore\x02 knees", topics=[topic])

    (entry,) = entries_of(path)

    assert text(entry, "title") == "Sore knees"
    assert path == FEEDS[1] or text(entry, "summary") == "When 3 &lt; 4 &amp; &lt;b&gt;more&lt;/b&gt;"


def test_a_feed_of_a_topic_that_does_not_exist_is_a_404(db):
    assert Client().get("/topics/nothing/feed/").status_code == 404
