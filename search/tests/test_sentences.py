"""Whole sentences, as people speak them: small talk is passed over, and the part of the body comes first."""

import pytest

from search import index
from search.synonyms import Synonym
from search.tests.factories import a_row, titles

pytestmark = pytest.mark.django_db


def test_words_that_say_little_do_not_decide_what_is_found():
    a_row("Sore thumbs", body="Knitting with sore thumbs.")
    a_row("Going on a journey", body="Take things with you when you go first thing in the morning.")

    assert titles("I get sore thumbs when I go knitting") == ["Sore thumbs"]


def test_a_query_of_nothing_else_keeps_them():
    a_row("First thing", body="What to take.")

    assert titles("first things") == ["First thing"]
    assert titles("thing") == ["First thing"]


def test_what_belongs_to_the_part_of_the_body_that_is_named_comes_first():
    a_row("Knees", kind="topic", topics=("knees",))
    a_row("Before breakfast", body="A stiff neck in the morning, every morning.", topics=("neck",))
    a_row("After a night", body="A stiff joint in the morning.", topics=("knees",))

    found = titles("my stiff knee in the morning")

    assert found.index("After a night") < found.index("Before breakfast")


def test_where_few_pages_hold_all_words_of_a_sentence_those_with_some_may_come_before_them():
    a_row("A long look at everything", body="knees, stairs, clicking and " + "many other words " * 200)
    a_row("Clicking knees", body="On the stairs.", kind="question")
    a_row("Why knees click", body="Bubbles.", kind="question")
    a_row("Hips", body="Nothing of the sort.")

    found = index.find("clicking knees on dark stairs")

    assert {row.title for row in found[:2]} == {"Clicking knees", "Why knees click"}
    assert "Hips" not in [row.title for row in found]


def test_it_is_said_that_not_every_page_holds_all_words(client):
    a_row("Knees on stairs", body="Hurts.")
    a_row("Knees")
    a_row("Stairs")

    found = index.find("knees hurts stairs")
    page = client.get("/search/", {"q": "knees hurts stairs"}).content.decode()

    assert (found.with_all, found.some_words, found.count()) == (1, False, 3)
    assert "One page holds all of these words, the others some of them." in page
    assert index.find("knees hurts stairs", kind="article").with_all == 0  # it counts pages of all kinds
    assert index.find("knees").with_all == 0


def test_a_synonym_is_known_in_every_form_of_its_words():
    Synonym.objects.create(expressions="clog, sabot")
    a_row("Sabots")

    assert titles("clogs") == titles("clog") == ["Sabots"]


@pytest.mark.parametrize("small", ["fever", "gave", "cant", "lump"])
def test_a_word_is_not_bent_into_one_with_another_first_letter_or_a_small_one(small):
    a_row("Never have a bump", body="can never have, well")
    a_row("Sore knees", body="sore knees")

    found = index.find(f"{small} knees")

    assert (found.instead, found.maybe) == ("", "")


def test_a_typing_error_among_known_words_is_mended_too():
    a_row("Turmeric and warfarin")
    a_row("Tablets")

    found = index.find("tumeric tablets")

    assert found.instead == "turmeric tablets"
    assert {row.title for row in found} == {"Turmeric and warfarin", "Tablets"}


def test_an_ending_is_no_typing_error_and_a_lost_letter_is_one():
    a_row("Knee pain")
    a_row("Knees")

    assert index.find("kne pain").maybe == "knee pain"
    assert index.find("pains").maybe == ""


def test_a_word_apart_from_its_apostrophe_is_passed_over():
    a_row("Bending the knee", body="How to bend it.")

    found = index.find("cant bend my knee")

    assert [row.title for row in found] == ["Bending the knee"]
    assert not found.some_words
