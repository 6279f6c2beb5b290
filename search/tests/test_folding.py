"""Words as the index compares them."""

import unicodedata

import pytest

from search.folding import distance, fold, stem, words_in


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Devil’s Claw", "devil s claw"),
        ("Omega-3", "omega 3"),
        ("CAFÉ ñandú", "cafe nandu"),
        (" a\n b ", "a b"),
        ("😀", ""),
        ("ﬁt", "fit"),
    ],
)
def test_a_text_is_folded_to_plain_words(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text", ["a b_c-d’e", "İstanbul ẞ", "e\u0301\u0300 x̂", "½ ② ٣ 膝", "a\x00b\n\x1cc", "K\u2126Å"]
)
def test_folding_keeps_what_isalnum_calls_letters_and_nothing_else(text):
    plain = unicodedata.normalize("NFKD", text)
    kept = (letter if letter.isalnum() else "" if unicodedata.combining(letter) else " " for letter in plain)

    assert fold(text) == " ".join("".join(kept).lower().split())


def test_words_of_texts_are_each_named_once_without_scraps():
    assert words_in("Knees, knees!", "at 100 hips" + "x" * 50) == {"knees", "at", "100"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("knees", "knee"), ("running", "run"), ("stairs", "stair"), ("exercises", "exercising"), ("stretches", "stretching"),
     ("aches", "aching"), ("injuries", "injury"), ("climbed", "climbing"), ("hip", "hips")],
)  # fmt: skip
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("hip", "hop"), ("knee", "kneel"), ("press", "pre"), ("gas", "ga")])
def test_different_words_do_not(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("knee", "knee", 0), ("kneee", "knee", 1), ("nkee", "knee", 1), ("artritis", "arthritis", 1), ("abcd", "dcba", 3)],
)
def test_the_distance_of_words_counts_letters(one, other, steps):
    assert distance(one, other, 2) == steps
