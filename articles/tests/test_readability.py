"""Reading age and differing words: pure functions, one table each."""

import pytest

from articles.readability import reading_age, syllables_of
from articles.worddiff import changed_words, pieces

EASY = "Sit on a chair. Lift one leg. Hold it up. Put it down. Then do the same with the leg on the left side. " * 3
HARD = (
    "Patellofemoral osteoarthritis characteristically necessitates individualised multidisciplinary rehabilitation "
    "programmes incorporating progressive neuromuscular conditioning alongside psychological considerations. "
) * 3


def test_a_hard_text_has_a_higher_reading_age_than_an_easy_one():
    assert reading_age(EASY) <= 9
    assert reading_age(HARD) >= 18


@pytest.mark.parametrize("text", ["", "\x00", "12 34", "Knee.", "x" * 1_000_000])
def test_odd_texts_have_a_reading_age_too(text):
    assert 5 <= reading_age(text) <= 22


@pytest.mark.parametrize(("word", "number"), [("knee", 1), ("cure", 1), ("exercise", 3), ("little", 2), ("rhythm", 1)])
def test_syllables_are_counted_roughly(word, number):
    assert syllables_of(word) == number


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("Bend the knee.", "Bend the knee.", 0),
        ("Bend the knee.", "Bend the left knee.", 1),
        ("Bend the knee.", "Bend the hip.", 1),
        ("Bend the knee. Hold.", "Bend the knee.", 1),
        ("", "One two three.", 3),
        ("One two three.", "", 3),
        ("Hold it. Rest now.", "Rest now. Hold it.", 4),
    ],
)
def test_changed_words_are_counted_once(old, new, number):
    assert changed_words(pieces(old, new)) == number


def test_the_pieces_make_up_both_texts():
    found = pieces("Bend the knee. Hold it.", "Bend the left knee. Hold it.")

    assert " ".join(one.words for one in found if one.change != "added") == "Bend the knee. Hold it."
    assert " ".join(one.words for one in found if one.change != "removed") == "Bend the left knee. Hold it."
