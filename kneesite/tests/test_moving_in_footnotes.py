"""Moving in from WordPress: footnotes become references, and links inside a text never lead nowhere."""

import json
from html import escape

import pytest
from django.test import Client

from articles.blocks import TextBlock
from articles.models import Article, Reference
from kneesite.tests.wordpress_export import field, moved_in, post

pytestmark = pytest.mark.django_db
TEXT = (
    '<!-- wp:paragraph --><p>Rest helps.<sup data-fn="{0}" class="fn"><a href="#{0}" id="{0}-link">1</a></sup></p>'
    "<!-- /wp:paragraph --><!-- wp:footnotes /-->"
)
STUDY = (
    'A study of rest. <a href="https://journal.example/rest?a=1&amp;b=2">https://journal.example/rest?a=1&amp;b=2</a>.'
)


@pytest.fixture
def move_in(tmp_path):
    return lambda *elements, **options: moved_in(tmp_path, *elements, **options)


def footnotes(*notes):
    """The custom field in which the block editor keeps them."""
    return field("footnotes", escape(json.dumps([{"id": mark, "content": html} for mark, html in notes])))


def test_footnotes_become_references_to_which_the_text_leads(move_in):
    report = move_in(
        post(1, "a", TEXT.format("ab-2"), title="A", inside=footnotes(("ab-1", "On knees"), ("ab-2", STUDY)))
    )

    references = Reference.objects.order_by("ordering").values_list("ordering", "title", "url")
    assert list(references) == [(1, "On knees", ""), (2, "A study of rest", "https://journal.example/rest?a=1&b=2")]
    page = Client().get(Article.objects.get().get_absolute_url()).content.decode()
    assert 'href="#ref-2"' in page
    assert '<li id="ref-2">' in page
    assert "its footnotes became references without publisher, year and check: 2" in report
    assert "custom field" not in report
    assert "shows something of WordPress" not in report


def test_a_long_footnote_is_told_in_full(move_in):
    words = "On knees and hips " * 30

    report = move_in(post(1, "a", TEXT.format("x"), inside=footnotes(("x", words))))

    assert f"a footnote was cut after 300 characters: {words.strip()}" in report
    assert len(Reference.objects.get().title) <= 300


@pytest.mark.parametrize(
    "value",
    ["no JSON", "[1]", "{}", '[{"id": 1, "content": 2}]', "[" * 5000, json.dumps([{"id": "a", "content": "x"}] * 201)],
)
def test_a_field_that_holds_something_else_is_told_and_its_links_become_words(move_in, value):
    report = move_in(post(1, "a", TEXT.format("a"), inside=field("footnotes", escape(value))))

    assert "the custom field “footnotes” was dropped" in report or value == "{}"
    assert not Reference.objects.exists()
    assert TextBlock.objects.get().text == "<p>Rest helps.<sup>1</sup></p>"


def test_signs_that_no_database_holds_leave_a_footnote(move_in):
    move_in(post(1, "a", TEXT.format("a"), inside=footnotes(("a", "On\x00 knees \ud800"))))

    assert Reference.objects.get().title == "On knees ?"


def test_a_link_to_another_place_in_the_same_text_becomes_words_and_is_told(move_in):
    report = move_in(post(1, "a", '<p>See <a href="#more">below</a>.</p><h2 id="more">More</h2>', title="A"))

    assert TextBlock.objects.get().text == "<p>See below.</p>\n<h2>More</h2>"
    assert "links to another place in the same text lost their address; the words stayed" in report
