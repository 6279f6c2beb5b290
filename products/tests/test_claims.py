"""Which words are found and which are not: one table for the pure functions."""

import pytest

from products import claims
from products.claims import (
    ANYWHERE,
    BESIDE,
    Catalogue,
    Passage,
    Subject,
    Word,
    findings_in,
    mentions,
    passages_of,
    words_in,
)

FOOD, MEDICINE = "food_supplement", "traditional_herbal"
WORDS = [
    Word("reliev*", frozenset({FOOD})),
    Word("heals", frozenset({FOOD})),
    Word("joint care", frozenset({FOOD})),
    Word("pain*", frozenset({FOOD}), BESIDE),
    Word("guarante*", frozenset({MEDICINE})),
]
MAGNESIUM = Subject(1, "Magnesium tablets", FOOD, "/products/magnesium/", ("contributes to normal muscle function",))
ARNICA = Subject(2, "Devil’s claw gel", MEDICINE, "/products/claw/", ("muscular pain",), ("Arnica balm",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It relieves.", ["relieves"]),
        ("RELIEVING and relieve, relieved", ["relieving", "relieve", "relieved"]),
        ("It heals.", ["heals"]),
        ("Healthy people heal.", []),
        ("joint  care, Joint-care and joint\ncare", ["joint care", "joint-care"]),
        ("disjoint care", []),
        ("painkillers against pain", ["painkillers", "pain"]),
        ("re\xadlieves", ["relieves"]),
        ("re\u200dliev\u2060es", ["relieves"]),
        ("ｒｅｌｉｅｖｅｓ", ["relieves"]),
        ("joint\u2011care", ["joint-care"]),
        ("r\u0435li\u0435v\u0435\u0455", ["relieves"]),  # Cyrillic е and ѕ
        ("PAIN with a Greek \u03a1\u0391IN", ["pain"]),
        ("rel\u00edeves and reli\u0301eves", ["relieves"]),
        ("Spain", []),
        ("guaranteed", []),
        ("", []),
    ],
)
def test_words_are_found_whole_in_any_case_and_once(text, found):
    assert words_in(text, WORDS, FOOD) == found


@pytest.mark.parametrize(
    ("text", "permitted", "found"),
    [
        ("For muscular pain.", ("muscular pain",), []),
        ("For muscular pain and other pain.", ("muscular pain",), ["pain"]),
        ("For muscular  PAIN", ("Muscular pain",), []),
        ("For muscular pains", ("muscular pain",), ["pains"]),
    ],
)
def test_what_the_registration_says_may_stand(text, permitted, found):
    assert words_in(text, WORDS, FOOD, permitted) == found


@pytest.mark.parametrize(
    ("passage", "mentioned"),
    [
        (Passage("<p>One Devil's Claw Gel a day</p>"), True),
        (Passage("a devil’s-claw gels’ test"), True),
        (Passage("devil’s claw"), False),
        (Passage("superdevil’s claw gel"), False),
        (Passage('See <a href="/products/claw/">this</a>'), True),
        (Passage('See <a href="/products/clawfoot/">this</a>'), False),
        (Passage('See <a href="https://kneesite.example/products/claw/?a=b">this</a>'), True),
        (Passage('See <a href="/products/claw">this</a>'), True),
        (Passage("DEVIL’S CLAW GEL’S"), True),
        (Passage("devil’s\u2011claw\u2010gel"), True),
        (Passage("devil‘s claw<br>gel"), True),
        (Passage("devil´s claw -\ngel"), True),
        (Passage("devil&rsquo;s <em>claw</em>&nbsp;g&shy;el"), True),
        (Passage("devils claw gel"), True),
        (Passage("dev\u200bil's claw\ufeff gel"), True),
        (Passage("The old arnica-balms"), True),
        (Passage("arnica balmy"), False),
        (Passage("d\u0435vil’s cl\u0430w gel"), True),
        (Passage("", frozenset({2})), True),
        (Passage("", frozenset({1})), False),
    ],
)
def test_a_product_is_mentioned_by_name_link_or_card(passage, mentioned):
    assert mentions(passage, ARNICA) is mentioned


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Oil & vinegar", "oil and vinegar relieve"),
        ("Devil’s claw", "devils claw relieves"),
        ("St John’s wort", "ST JOHNS-WORT relieves"),
        ("(Only) tablets", "one (only) tablet relieves"),
        ("A", "a relieves"),
    ],
)
def test_the_quick_look_at_a_text_misses_no_way_to_write_a_name(name, text):
    subject = Subject(9, name, FOOD, "/products/x/")

    assert len(findings_in([Passage(text)], [subject], WORDS)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kneeflex", "Kneeflex™ relieves"),
        ("Kneeflex", "Kneeflex<sup>TM</sup> relieves"),
        ("Kneeflex", "Kneeflex<sup>2</sup> relieves"),
        ("Kneeflex™", "Kneeflex relieves"),
        ("Kneeflex®", "kneeflex relieves"),
        ("Vitamin D3", "Vitamin D<sub>3</sub> relieves"),
        ("Heat gel", "\u041deat gel relieves"),
        ("Night cream", "\u039dight cream relieves"),
        ("Heat gel", "He\U000e0001at gel relieves"),
        ("Oil and vinegar", "oil & vinegar relieves"),
        ("A&B", "a and b relieve"),
        ("Devils claw", "devil’s claw relieves"),
        ("O’Brien’s gel", "obriens gel relieves"),
    ],
)
def test_a_name_is_known_with_signs_and_letters_that_a_reader_takes_for_the_same(name, text):
    assert len(findings_in([Passage(text)], [Subject(9, name, FOOD, "/products/x/")], WORDS)) >= 1


@pytest.mark.parametrize("name", ["----", "\u200b", "!", "™"])
def test_a_name_without_a_letter_is_found_nowhere(name):
    assert not mentions(Passage("any text - with signs!"), Subject(9, name, FOOD, "/products/x/"))
    assert not mentions(Passage(""), Subject(9, name, FOOD, "/products/x/"))


def test_of_many_names_that_begin_alike_a_text_is_asked_for_those_whose_other_words_it_holds():
    catalogue = Catalogue(
        Subject(at, f"Meadow {word} gel", FOOD, f"/products/{word}/")
        for at, word in enumerate(["arnica", "birch", "clover", "dill"])
    )

    perhaps = catalogue.perhaps([claims._read(Passage("On a meadow with clover and birch: gels."))])

    assert [subject.name for subject in perhaps] == ["Meadow birch gel", "Meadow clover gel"]


def test_a_text_without_the_product_may_say_what_it_likes():
    assert findings_in(passages_of("<p>Rest relieves pain.</p>"), [MAGNESIUM], WORDS) == []


def test_a_finding_gives_the_sentence_and_the_product():
    text = passages_of("<p>Magnesium tablets are white. They relieve cramps.</p><p>Rest is fine.</p>")

    (finding,) = findings_in(text, [MAGNESIUM, ARNICA], WORDS)

    assert finding == (MAGNESIUM, ("relieve",), "They relieve cramps.", "")


def test_a_word_with_the_longer_reach_is_found_anywhere_the_other_beside_the_product_only():
    far = [Passage("Heat relieves."), Passage("Pain is a signal."), Passage("Walk."), Passage("", frozenset({1}))]
    near = [Passage("Heat relieves."), Passage("Walk."), Passage("Pain is a signal."), Passage("", frozenset({1}))]

    assert [finding.words for finding in findings_in(far, [MAGNESIUM], WORDS)] == [("relieves",)]
    assert [finding.words for finding in findings_in(near, [MAGNESIUM], WORDS)] == [("relieves",), ("pain",)]


def test_each_product_is_measured_by_its_own_words():
    text = [Passage("A guaranteed relieving pair.", frozenset({1, 2}))]

    found = {finding.product.name: finding.words for finding in findings_in(text, [MAGNESIUM, ARNICA], WORDS)}

    assert found == {"Magnesium tablets": ("relieving",), "Devil’s claw gel": ("guaranteed",)}


def test_a_huge_text_is_read_within_bounds():
    text = [Passage("relieves " * 100_000, frozenset({1}))]

    assert len(findings_in(text, [MAGNESIUM], WORDS)) == 1


@pytest.mark.parametrize("reach", [ANYWHERE, BESIDE])
def test_an_empty_list_finds_nothing(reach):
    assert findings_in([Passage("relieves", frozenset({1}))], [MAGNESIUM], []) == []


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("pain*", "Pa1n-free days, no p4ins.", ["pa1n-free", "p4ins"]),
        ("relief", "R3L1EF.", ["r3l1ef"]),
        ("pain free", "Pain-free or pain  free.", ["pain-free", "pain free"]),
        ("pain-free", "Pain free.", ["pain free"]),
        ("ease", "Article 3453, with ease.", ["ease"]),
        ("pain*", "Vitamin B12, omega-3, 100mg, p41.", []),
    ],
)
def test_hyphens_are_spaces_and_a_digit_may_stand_for_a_letter(phrase, text, found):
    assert words_in(text, [Word(phrase, frozenset([FOOD]))], FOOD) == found
