"""What is found by what, in which order, and that no text is ever an error."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from search import index
from search.finding import MOST
from search.models import Synonym
from search.query import BEGINNINGS, COMMON, taken_apart
from search.tests.factories import a_row, titles

pytestmark = pytest.mark.django_db
NO_WORDS = SimpleNamespace(rows_of=lambda words: {}, kin_of=lambda words: {})


def test_every_word_must_be_there_in_any_order_and_any_place():
    a_row("Knees on stairs")
    a_row("Knees", "and the stairs")
    a_row("Knees", body="far away there are stairs")
    a_row("Only knees")

    assert len(titles("stairs knees")) == 3


def test_a_match_in_the_title_stands_before_one_in_the_summary_and_that_before_the_text():
    a_row("A", body="cramp and many other words about legs and nights " * 3)
    a_row("B", "What helps against cramp")
    a_row("Cramp at night")

    assert titles("cramp") == ["Cramp at night", "B", "A"]


def test_the_exact_title_comes_first():
    a_row("Knees and how they work on stairs")
    a_row("Sore knees")
    a_row("Knees")

    assert titles("knees")[0] == "Knees"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("knee", "Knees"),
        ("KNEES", "knee"),
        ("running", "I run"),
        ("exercises", "An exercise"),
        ("café", "Cafe"),
        ("cafe", "Café"),
        ("stretching", "Stretches"),
        ("devil's claw", "Devil’s claw"),
        ("omega 3", "Omega-3"),
    ],
)
def test_endings_capitals_and_accents_do_not_matter(typed, written):
    a_row(f"{written} here")

    assert titles(typed) == [f"{written} here"]


def test_a_word_that_nobody_wrote_may_be_the_beginning_of_one():
    a_row("Osteoarthritis")

    assert titles("osteo") == ["Osteoarthritis"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kneee", "knee"),
        ("nee pain", "knee pain"),
        ("artritis", "arthritis"),
        ("stiars", "stairs"),
        ("magneseum", "magnesium"),
    ],
)
def test_a_typing_error_finds_what_was_meant_and_says_so(typed, meant):
    a_row("Knee pain, arthritis, stairs, magnesium")

    found = index.find(typed)

    assert (found.instead, found.count()) == (meant, 1)


def test_a_beginning_that_finds_something_may_still_be_a_typing_error():
    a_row("Glucosamine")

    found = index.find("glucosami")

    assert (found.count(), found.maybe, found.instead) == (1, "glucosamine", "")


def test_a_word_that_is_far_from_everything_is_not_bent_into_something():
    a_row("Knee pain")

    found = index.find("zebra")

    assert (found.instead, found.maybe, found.count()) == ("", "", 0)


def test_a_correction_never_leads_to_something_that_is_not_live():
    a_row("Xylophone", goes_live_at=index.NEVER)

    found = index.find("xylophon3")

    assert (found.instead, found.maybe, found.count()) == ("", "", 0)


def test_synonyms_of_the_staff_find_each_other():
    Synonym.objects.create(expressions="gonarthrosis, knee osteoarthritis")
    a_row("Walking with osteoarthritis", body="of the knee")
    a_row("Gonarthrosis")

    assert sorted(titles("gonarthrosis")) == ["Gonarthrosis", "Walking with osteoarthritis"]
    assert sorted(titles("knee osteoarthritis")) == ["Gonarthrosis", "Walking with osteoarthritis"]
    assert titles("walking gonarthrosis")[0] == "Walking with osteoarthritis"
    assert sorted(titles("gonarthroses")) == ["Gonarthrosis", "Walking with osteoarthritis"]  # in any form


def test_where_no_page_has_all_words_those_with_some_are_shown_and_it_is_said():
    a_row("Knee pain")
    a_row("Hip pain at night")
    a_row("Cooking")

    found = index.find("hip pain trombone")

    assert found.some_words
    assert [row.title for row in found] == ["Hip pain at night", "Knee pain"]


def test_a_long_query_is_cut_to_its_rarest_words():
    many = "one two three four five six seven nine ten eleven twelve"
    for number in range(3):
        a_row(f"Common {number}", many)
    a_row("Xylophone", "one two three four five six seven")

    found = index.find(f"{many} xylophone")

    assert len(found.query.terms) == 8
    assert "xylophone" in found.query.words


def test_kind_and_topic_narrow_what_is_found_and_the_numbers_stay():
    a_row("Knee", topics=("knees", "joints"))
    a_row("Knee question", kind="question", topics=("knees",))
    a_row("Knee and 100%", kind="question", topics=("kneesandmore",))

    found = index.find("knee", kind="question")

    assert sorted(row.title for row in found) == ["Knee and 100%", "Knee question"]
    assert dict(found.by_kind) == {"article": 1, "question": 2}
    assert sorted(titles("knee", topic="knees")) == ["Knee", "Knee question"]
    assert titles("knee", topic="knee%") == titles("knee", topic="_nees") == titles("knee", topic="x\x00") == []


def test_very_many_results_are_capped():
    for number in range(5):
        a_row(f"Knee {number}")

    assert not index.find("knee").is_capped
    assert MOST == 300


def test_words_that_are_nearly_everywhere_are_found_by_titles_first(monkeypatch):
    monkeypatch.setattr("search.query.COMMON", 2)
    a_row("Knees and more")
    for number in range(4):
        a_row(f"Other {number}", body="about knees")

    assert COMMON > 2
    assert titles("knees")[0] == "Knees and more"
    assert len(titles("knees")) == 5


def test_a_frequent_word_with_other_endings_is_found_in_titles_too(monkeypatch):
    monkeypatch.setattr("search.query.COMMON", 2)
    a_row("My knee")
    for number in range(4):
        a_row(f"Other {number}", body="about knees")

    assert titles("knees")[0] == "My knee"


def test_a_frequent_word_decides_what_is_found_and_a_rare_one_in_which_order(monkeypatch):
    monkeypatch.setattr("search.query.COMMON", 3)
    a_row("Trombone", body="legs at night")
    a_row("At night", body="legs and a trombone")
    a_row("Trombone only")
    for number in range(4):
        a_row(f"Other {number}", body="legs")

    assert titles("legs trombone") == ["Trombone", "At night"]
    assert [term.alternatives for term in index.find("legs trombone").query.rare] == [(("trombone",),)]


def test_where_one_word_is_enough_the_rarest_are_taken_as_long_as_there_are_few(monkeypatch):
    monkeypatch.setattr("search.query.COMMON", 3)
    a_row("Cramp")
    for number in range(5):
        a_row(f"Legs {number}")

    found = index.find("legs cramp")

    assert found.some_words
    assert [row.title for row in found] == ["Cramp"]


def test_a_frequent_beginning_stands_for_its_most_frequent_words_only():
    for number in range(BEGINNINGS + 3):
        a_row(f"Xylo{number:02}phone")

    found = index.find("xylo")

    assert found.count() == BEGINNINGS


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\x00", "a", "the of and", '"', '"""', "'", "''", "knee'", '"knee', "knee*", "*", "-knee", "knee AND", "AND OR NOT",
        "NEAR(knee hip)", "title:knee", "{title}:knee", "(knee", "knee)", "^knee", "+knee", "knee & | ! hip", "knee:*", "<->", "\\", "%",
        "_", "; DROP TABLE search_searchrow; --", "😀", "👩‍⚕️ knee", "é" * 300, "膝", "колено", "عربي", "\ud800", "﷽", "ﬁ", "İ",
        "1234567890", "0", "½", "knee\nhip\tback", "x" * 10_000, "knee " * 2000, " ".join(f"w{n}" for n in range(3000)), "🦵🏽",
    ],
)  # fmt: skip
def test_any_text_is_a_query_and_never_an_error(text):
    a_row("Knee pain in the 膝", "колено عربي")

    found = index.find(text)

    assert found.count() == len(list(found))
    assert isinstance(index.suggest(text), list)


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(['"', "*", "(", ")", "AND", "knee", ":", "'", "&", "|", "!", "kne"])).map(" ".join)
)
def test_no_query_raises(text):
    found = index.find(text, kind=text, topic=text)

    assert found.count() == len(list(found))
    assert isinstance(index.suggest(text), list)


@given(st.text(max_size=3000))
def test_taking_a_text_apart_gives_a_few_plain_words(text):
    query = taken_apart(text, NO_WORDS)

    assert len(query.terms) <= 8
    assert all(word and all(letter.isalnum() for letter in word) for word in query.words)


def test_matches_are_marked_and_everything_else_is_escaped():
    a_row("Knees <b>& hips", 'A knee is "round" & <i>shy</i>')

    (row,) = index.find("knee")

    assert row.marked_title == "<mark>Knees</mark> &lt;b&gt;&amp; hips"
    assert row.marked_excerpt == "A <mark>knee</mark> is &quot;round&quot; &amp; shy"


def test_an_excerpt_shows_the_place_where_the_words_stand_together():
    a_row("Legs", body="knee " + "filler words " * 60 + "the knee on the stairs hurts " + "filler words " * 60)

    (row,) = index.find("knee stairs")

    assert row.marked_excerpt.startswith("… ")
    assert "the <mark>knee</mark> on the <mark>stairs</mark> hurts" in row.marked_excerpt
    assert len(row.marked_excerpt) < 260


def test_a_title_is_suggested_while_it_is_typed():
    a_row("Knee stairs going down", kind="question")
    a_row("My stiff knee", kind="question")
    a_row("Knees", kind="topic")
    a_row("Hips")

    assert [row.title for row in index.suggest("kne")] == ["Knees", "Knee stairs going down", "My stiff knee"]
    assert [row.title for row in index.suggest("knee st")] == ["Knee stairs going down", "My stiff knee"]
    assert [row.title for row in index.suggest("running k")] == []


def test_at_most_eight_titles_are_suggested():
    for number in range(12):
        a_row(f"Knee {number}")

    assert len(index.suggest("knee")) == 8


@pytest.mark.parametrize("typed", ["", "k", " ", "?"])
def test_too_little_suggests_nothing(typed):
    a_row("Knee")

    assert index.suggest(typed) == []
