"""How the demo speaks: British, plain, true, without a promise, a trademark or a forbidden claim. No database."""

import re
from hashlib import sha256

import pytest

from kneesite.demo import files
from tests.demo_texts import all_texts, found, plain, sentences, text_of

TEXTS = [(place, plain(text)) for place, text in all_texts()]
BANNED = (
    r"toxin|detox|\bcure[sd]?\b|miracle|clinically proven|suffer|wear and tear|elderly|click here|\bguarantee|"
    r"quick relief|effective relief|no side effects|anti-inflammatory diet|boosts?\b|\bDr\b"
)
# trademarks and the person of the page that was our model, as fingerprints: they should stand nowhere in this house
TRADEMARKS = {"80cc5659e86a", "3331a0fc0841", "c830e9f9f31a", "e7710209e849"}
AMERICAN = (
    r"\b(?!size|sizes|seize|seized|prize|maize|citizen)\w+iz(e|ed|es|ing|ation)\b|"
    r"\b(color|center|fiber|gray|behavior|favorite|program|anemia|diarrhea|liters?|meters?|tumor)\b"
)


def test_no_forbidden_word_is_used():
    assert len(TEXTS) > 1000
    assert found(BANNED, TEXTS) == []


def test_the_search_for_forbidden_words_would_find_one():
    assert found(BANNED, [("here", "A cool-down clears toxins.")]) == [("here", "toxin")]


def test_no_trademark_or_person_of_the_model_page_is_named():
    words = {word.lower() for _, text in TEXTS for word in re.findall(r"\w+", text)}

    assert {fingerprint(word) for word in words} & TRADEMARKS == set()
    assert len(words) > 1500


def fingerprint(word):
    return sha256(word.encode()).hexdigest()[:12]


def test_spelling_is_british():
    assert found(AMERICAN, TEXTS) == []
    assert found(AMERICAN, [("here", "Organize the color by size.")]) == [("here", "Organize"), ("here", "color")]


def test_units_stand_close_to_their_number():
    assert found(r"\d (mg|g|kg|cm|mm|km|ml|C)\b", TEXTS) == []


def test_ranges_are_written_with_to():
    assert found(r"\b\d+ ?[-–] ?\d+\b", TEXTS) == []


def test_amounts_of_time_are_figures():
    """A sentence may begin with a word."""
    number_words = re.compile(
        r"\b(two|three|four|five|six|seven|eight|nine|ten) (second|minute|hour|day|week|month|year)s?\b"
    )

    assert [(place, text) for place, text in TEXTS if number_words.search(text)] == []


def test_apostrophes_are_curly_and_spaces_single():
    assert found(r"'|\"|  ", TEXTS) == []


@pytest.mark.parametrize("article", files.articles(), ids=lambda article: article["slug"])
def test_an_article_reads_easily(article):
    lengths = [len(sentence.split()) for sentence in sentences(text_of(article))]

    assert sum(lengths) / len(lengths) <= 14
    assert max(lengths) <= 28


def test_paragraphs_are_short():
    paragraphs = [plain(found) for _, text in all_texts() for found in re.findall(r"<p>(.*?)</p>", text, re.DOTALL)]
    long = [text for text in paragraphs if len(re.split(r"(?<=[.!?])\s+", text)) > 5]

    assert long == []


def test_every_clinician_says_that_they_are_invented():
    clinicians = [
        a for a in files.read("authors") if re.search(r"physiotherap|dietitian|doctor|nurse", a["qualifications"], re.I)
    ]

    assert len(clinicians) == 3
    assert all("invented" in author["qualifications"] for author in clinicians)
