"""Plain words and excerpts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import excerpt, first_sentences, is_beginning, plain_text, running_text
from tests.growth import grows_with_its_length


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One</p><p>Two</p>", "One Two"),
        ("<ul><li>One</li><li>Two</li></ul>", "One Two"),
        ("One<br>Two<br/>Three", "One Two Three"),
        ("<p>Fish &amp; <strong>ch</strong>ips</p>", "Fish & chips"),
        ("3 &lt; 4", "3 < 4"),
        ("  a \n\n b\t", "a b"),
        ("", ""),
    ],
)
def test_the_words_of_a_text_stand_in_one_line(markup, words):
    assert plain_text(markup) == words


@pytest.mark.parametrize(
    "hostile",
    ["<" * 200_000, "<a" * 100_000, "</p" * 70_000, "&" * 200_000, "<br" * 70_000, '<a href="#ref-1"' * 12_000],
)
def test_hostile_markup_costs_no_more_than_its_length(hostile):
    assert grows_with_its_length(plain_text, hostile)


def test_a_short_text_is_its_own_excerpt():
    assert excerpt("A knee bends.", 140) == "A knee bends."


def test_an_excerpt_is_cut_at_a_word():
    assert excerpt("The knee bends and the hip follows", 20) == "The knee bends and …"


@pytest.mark.parametrize("length", range(10, 34))
def test_an_excerpt_never_cuts_a_word(length):
    text = "The knee bends and the hip follows"

    cut = excerpt(text, length)

    assert len(cut) <= length
    assert cut.removesuffix(" …").split() == text.split()[: len(cut.removesuffix(" …").split())]


def test_no_mark_stands_before_the_dots():
    assert excerpt("The knee bends, and it hurts", 18) == "The knee bends …"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Short. Whole.", "Short. Whole."),
        ("Knees bend a lot. They carry much. Then comes far more.", "Knees bend a lot. They carry much."),
        ("Knees bend “a little.” They carry you, and more of this.", "Knees bend “a little.”"),
        ("Ask e.g. Ann or Dr. Who about the knees that hurt.", "Ask e.g. Ann or Dr. Who about the …"),
        ("So it is. A long sentence follows that does not fit.", "So it is. A long sentence follows …"),
        ("One sentence that is by far too long for the place.", "One sentence that is by far too …"),
    ],
)
def test_the_first_sentences_are_whole_or_cut_at_a_word(text, first):
    assert first_sentences(text, length=36, enough=16) == first


@given(st.text(), st.integers(5, 60))
def test_first_sentences_are_never_longer_than_asked(text, length):
    assert len(first_sentences(text, length, 3)) <= length


def test_running_text_has_no_headings_and_no_bare_addresses():
    html = '<h2 id="a">Knees</h2><p>https://video.example/1</p><p>They <b>bend</b>.</p><h3>Hips</h3><p>Turn.</p>'

    assert running_text(html) == "They bend. Turn."


@pytest.mark.parametrize(
    ("summary", "begins"),
    [("The knee bends …", True), ("the  knee bends.", True), ("The hip", False), ("", False), (" …", False)],
)
def test_a_summary_may_be_nothing_but_the_beginning(summary, begins):
    assert is_beginning(summary, "The knee  bends, and the hip follows.") is begins


@given(st.text(), st.integers(5, 60))
def test_an_excerpt_is_never_longer_than_asked(text, length):
    assert len(excerpt(text, length)) <= length


@given(st.text(max_size=300))
def test_any_text_becomes_one_line_without_spaces_around_it(text):
    words = plain_text(text)

    assert words == " ".join(words.split())


@pytest.mark.parametrize("mark", ['<sup><a href="#ref-1">1</a></sup>', '<a href="#ref-1"><sup>1</sup></a>'])
def test_the_number_of_a_reference_is_no_word(mark):
    marked = f"<p>This is common.{mark} H<sub>2</sub>O and 10<sup>3</sup> stay.</p>"

    assert plain_text(marked) == "This is common. H2O and 103 stay."
