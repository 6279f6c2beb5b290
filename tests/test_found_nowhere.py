"""What is withdrawn, expired, scheduled or a draft is found nowhere: no page, panel, feed, search, suggestion or map."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from advisor.models import Question
from advisor.tests.factories import a_question
from articles.models import Fact, Revision
from articles.tests.factories import a_fact, an_article
from core.site_state import new_edition
from exercises.models import Exercise
from exercises.tests.factories import an_exercise
from products.models import Product
from products.tests.factories import a_product
from quiz.models import Quiz
from quiz.tests.factories import a_quiz
from search import closeness, index
from tests.everything import a_full_house
from tests.test_public_pages import walked

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)
HIDDEN = {
    "a draft": {"goes_live_at": None},
    "scheduled": {"goes_live_at": NOW + DAY},
    "expired": {"goes_live_at": NOW - 2 * DAY, "retires_at": NOW - DAY},
}
MARK = "Xylophonic"
ASKED = ["/search/?q=xylophonic", "/search/?q=xylophonics", "/search/?q=xylophonik", "/search/suggest/?q=xylo", "/sitemap-1.xml",
         "/articles/feed/", "/questions/feed/", "/topics/knees/feed/", "/questions/?q=xylophonic"]  # fmt: skip


PAGES = [f"/{path}" for path in ("articles/xylophonic-article/", "exercises/xylophonic-bend/", "products/xylophonic-gel/",
         "questions/xylophonic-question/", "quiz/xylophonic-quiz/", "share/articles/xylophonic-article.png")]  # fmt: skip


def one_of_each(topic, **interval):
    """A thing of every kind with the mark in its name, in the same state."""
    an_article(f"{MARK} article", slug="xylophonic-article", topics=[topic], **interval)
    an_exercise(name=f"{MARK} bend", slug="xylophonic-bend", topics=[topic], **interval)
    a_product(name=f"{MARK} gel", slug="xylophonic-gel", topics=[topic], **interval)
    a_quiz(f"{MARK} quiz", slug="xylophonic-quiz", topics=[topic], **interval)
    a_question(f"{MARK} question?", slug="xylophonic-question", topics=[topic], **interval)
    a_fact(f"{MARK} fact.", topics=[topic], **interval)
    index.rebuild()
    closeness.prepare_some()


def places():
    """Where the mark can be read, over every page that links lead to and everything that can be asked."""
    pages = walked() | {path: Client().get(path) for path in ASKED}
    return {path for path, page in pages.items() if MARK.lower() in said(page).lower().replace("xylophonik", "")}


def page_of(title):
    """The address of an article, beside which others are named."""
    return Revision.objects.get(title=title).get_absolute_url()


def said(page):
    """What a page says, without the query that it repeats."""
    text = page.content.decode(errors="replace")
    for repeated in ("“xylophonic”", "“xylophonics”", "q=xylophonic", 'value="xylophonic'):
        text = text.replace(repeated, "")
    return text


def test_what_is_live_is_found_everywhere():
    topic = a_full_house()
    one_of_each(topic, goes_live_at=NOW - DAY)

    found = places()

    assert {
        "/",
        "/topics/knees/",
        "/articles/",
        "/questions/",
        "/products/",
        "/exercises/",
        "/quiz/",
        *ASKED,
    } - found <= {
        "/search/?q=xylophonik",  # the spelling was mended: the mark stands there as a link
        "/",
        "/quiz/",
    }


@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_not_live_is_found_nowhere(state):
    topic = a_full_house()
    one_of_each(topic, **HIDDEN[state])

    assert places() == set()


@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_not_live_has_no_page(state):
    one_of_each(a_full_house(), **HIDDEN[state])

    assert {Client().get(path).status_code for path in PAGES} <= {404, 410}


def test_what_expires_is_found_nowhere_though_nobody_said_a_word(monkeypatch):
    one_of_each(a_full_house(), goes_live_at=NOW - DAY, retires_at=NOW + DAY)
    before = places()
    assert {"/search/?q=xylophonic", "/search/suggest/?q=xylo", "/sitemap-1.xml", page_of("Sore knees")} <= before
    assert {Client().get(path).status_code for path in PAGES} == {200}

    monkeypatch.setattr(timezone, "now", lambda: NOW + 2 * DAY)
    new_edition()  # a page lives for a minute at most

    assert places() == set()
    assert {Client().get(path).status_code for path in PAGES} <= {404, 410}


@pytest.mark.django_db(transaction=True)
def test_what_is_withdrawn_is_found_nowhere_at_once_and_its_address_says_that_it_is_gone():
    one_of_each(a_full_house(), goes_live_at=NOW - DAY)
    assert page_of("Sore knees") in places()

    Revision.objects.get(title=f"{MARK} article").withdraw(None, "Out of date")
    Question.objects.get(slug="xylophonic-question").take_down()
    Product.objects.get(slug="xylophonic-gel").withdraw()
    for model in (Exercise, Quiz, Fact):
        for one in model.objects.all():
            if MARK in str(one):
                one.retires_at = timezone.now()
                one.save()

    assert places() == set()
    assert [Client().get(path).status_code for path in PAGES] == [410, 410, 410, 410, 410, 404]


@pytest.mark.parametrize("state", ["live", *HIDDEN])
def test_only_what_is_live_moves_out(state, tmp_path):
    one_of_each(a_full_house(), **HIDDEN.get(state, {"goes_live_at": NOW - DAY}))

    call_command("export_content", str(tmp_path / "out"), stdout=StringIO())

    found = {path.parent.name for path in (tmp_path / "out").rglob("*.md") if MARK in path.read_text()}
    live = {"articles", "exercises", "products", "quizzes", "questions", "facts"}
    assert found == (live if state == "live" else set())
