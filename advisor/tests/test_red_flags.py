"""The phrase match against its table of cases, and what it must never do."""

import json
from pathlib import Path

import pytest

from advisor import red_flags
from advisor.marked import marked
from advisor.models import Enquiry
from advisor.receiving import LEVELS
from tests.growth import grows_with_its_length

CASES = json.loads((Path(__file__).parent / "redflag_tests.json").read_text())
POSITIVE = [(flag, text) for flag, texts in CASES["positive"].items() for text in texts]


def shown(text):
    """Ids of the flags a reader is shown."""
    return {found.flag for found in red_flags.find_flags(text) if not found.negated}


@pytest.mark.parametrize(("flag", "text"), POSITIVE)
def test_it_is_found(flag, text):
    assert flag in shown(text)


@pytest.mark.parametrize("case", CASES["negative"], ids=lambda case: case["text"])
def test_it_is_not_shown(case):
    found = shown(case["text"])

    assert found.isdisjoint(case["must_not"])
    assert "*" not in case["must_not"] or found == set()


@pytest.mark.parametrize("case", CASES["trap"], ids=lambda case: case["text"])
def test_a_no_nearby_hides_no_real_flag(case):
    assert case["must"] in shown(case["text"])


def test_every_flag_has_cases_and_a_card():
    flags = {flag["id"] for flag in red_flags.phrases()["flags"]}

    assert flags == set(CASES["positive"]) == set(red_flags.cards())


def test_every_rule_names_a_group_of_phrases_that_exists():
    data = red_flags.phrases()
    used = {concept for flag in data["flags"] for rule in flag["rules"] for concept in rule["all"]}

    assert used <= set(data["concepts"])
    assert all(phrase and phrase[0] != "*" for listed in data["concepts"].values() for phrase in listed)


def test_the_level_of_a_card_is_the_level_of_its_flag():
    same = {"emergency": {"emergency", "crisis"}, "same_day": {"same_day"}, "see_gp": {"see_soon"}}

    for flag in red_flags.phrases()["flags"]:
        assert red_flags.cards()[flag["id"]]["level"] in same[flag["urgency"]]
    assert set(LEVELS) == set(same)
    assert LEVELS["emergency"] == Enquiry.Urgency.EMERGENCY


def test_no_card_names_a_diagnosis_or_reassures():
    words = " ".join(card["heading"] + card["text"] for card in red_flags.cards().values()).lower()

    assert not [
        bad for bad in ("you have a", "no danger", "nothing serious", "do not worry", "harmless") if bad in words
    ]


def test_the_most_urgent_comes_first_and_negated_ones_last():
    found = red_flags.find_flags("My knee is stuck and I have chest pain. My calf is not swollen.")

    assert [(one.flag, one.negated) for one in found] == [
        ("clot-lung", False), ("chest-breathing", False), ("locked-knee", False), ("possible-dvt", True),
    ]  # fmt: skip


def test_the_matched_words_are_those_that_were_typed():
    text = "Since Friday my left NEE is puffy and feels warm – İt hurts."

    (found, *_) = red_flags.find_flags(text)

    assert [text[start:end] for start, end in found.words] == ["NEE", "puffy", "feels warm"]


def test_curly_quotes_and_hyphens_make_no_difference():
    assert (
        shown("I can’t put any weight on my leg") == shown("I can't put any weight on my leg") == {"cannot-bear-weight"}
    )


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "☃" * 5000, "no " * 5000, "cannot put " * 3000, "my knee is hot, " * 1000]
)
def test_any_text_is_looked_at_at_no_more_than_the_price_of_its_length(text):
    red_flags.phrases()
    assert grows_with_its_length(red_flags.find_flags, text)


def test_the_marked_words_are_safe_and_short():
    text = "<script>x</script> my knee is hot and swollen " + "and so on " * 100
    (found, *_) = red_flags.find_flags(text)

    html = marked(text, found.words)

    assert "<mark>knee</mark> is <mark>hot</mark> and <mark>swollen</mark>" in html
    assert "<script>" not in html
    assert len(html) < 400
