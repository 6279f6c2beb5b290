"""The spread of all ways to answer: it adds up, agrees with trying them all, and every score has exactly one band."""

from collections import Counter
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.scoring import Mark, place_of_band, ranges_of, score_of
from quiz.spread import NO_BAND, NO_SCORE, REPLACED, number_of_ways, percent, spread

an_option = st.tuples(st.none() | st.integers(0, 4), st.booleans())
a_question = st.lists(an_option, min_size=1, max_size=4)
a_small_quiz = st.lists(a_question, max_size=4)
a_large_quiz = st.lists(st.lists(an_option, min_size=1, max_size=6), max_size=14)
first_scores = st.sets(st.integers(1, 30), max_size=4).map(lambda firsts: [0, *sorted(firsts)])


def tried(questions, firsts, full_marks, minimum):
    """The same spread by trying every way to answer."""
    found = Counter()
    for way in product(*[[None, *options] for options in questions]):
        marks = []
        for options, chosen in zip(questions, way, strict=True):
            if chosen and chosen[0] is not None:
                marks.append(Mark(chosen[0], max(points for points, _ in options if points is not None)))
        score = score_of(marks, full_marks, minimum)
        if any(chosen and chosen[1] for chosen in way):
            found[REPLACED] += 1
        elif score is None:
            found[NO_SCORE] += 1
        else:
            place = place_of_band(score, firsts)
            found[NO_BAND if place is None else place] += 1
    return dict(found)


@settings(max_examples=60, deadline=None)
@given(a_small_quiz, first_scores, st.integers(1, 30), st.integers(1, 4))
def test_counting_gives_what_trying_every_way_gives(questions, firsts, full_marks, minimum):
    assert spread(questions, firsts, full_marks, minimum) == tried(questions, firsts, full_marks, minimum)


@settings(max_examples=40, deadline=None)
@given(a_large_quiz, first_scores, st.integers(1, 100), st.integers(1, 10))
def test_the_spread_adds_up_to_all_ways_to_answer(questions, firsts, full_marks, minimum):
    assert sum(spread(questions, firsts, full_marks, minimum).values()) == number_of_ways(questions)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=12),
    first_scores,
    st.integers(1, 100),
)
def test_every_reachable_score_falls_into_exactly_one_band(answers, firsts, full_marks):
    marks = [Mark(min(points, most), most) for points, most in answers]

    score = score_of(marks, full_marks, 1)

    holding = [low for low, high in ranges_of(firsts, max(full_marks, firsts[-1])) if low <= score <= high]
    assert 0 <= score <= full_marks
    assert holding == [firsts[place_of_band(score, firsts)]]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=12), st.integers(1, 100))
def test_more_points_never_lower_the_score(answers, full_marks):
    marks = [Mark(min(points, most), most) for points, most in answers]
    better = [Mark(marks[0].most, marks[0].most), *marks[1:]]

    assert score_of(better, full_marks, 1) >= score_of(marks, full_marks, 1)


def test_the_quiz_of_the_house_has_a_way_to_every_score():
    """Eight questions of 0 to 3 points: 390,625 ways, as reckoned by hand in the sources of the quiz."""
    questions = [[(points, False) for points in range(4)]] * 8

    found = spread(questions, list(range(25)), 24, 5)

    assert number_of_ways(questions) == 390_625
    assert sorted(place for place in found if place != NO_SCORE) == list(range(25))


def test_a_warning_takes_its_ways_out_of_the_bands():
    found = spread([[(None, True), (1, False)]], [0, 1], 1, 1)

    assert found == {REPLACED: 1, NO_SCORE: 1, 1: 1}


def test_shares_are_written_in_words_that_are_true():
    assert [percent(0, 400), percent(1, 400), percent(100, 400)] == ["0 %", "under 1 %", "25 %"]
