"""The score as a pure function: every rule of the quiz in one table."""

import pytest

from quiz.scoring import (
    Mark,
    areas_of,
    place_of_band,
    ranges_of,
    round_half_up,
    score_of,
    tight_areas,
)

BANDS = [0, 8, 14, 20]


@pytest.mark.parametrize(
    ("points", "score"),
    [
        ([3, 3, 3, 3, 3, 3, 3, 3], 24),
        ([0, 0, 0, 0, 0, 0, 0, 0], 0),
        ([1, 1, 2, 2, 2, 3, 2, 2], 15),
        ([1, 1, 1, 1, 1], 8),  # five answered: 24 × 5 ÷ 15
        ([1, 0, 0, 0, 0], 2),  # 1.6 goes up
        ([2, 2, 3, 3, 3, 0, 0], 15),  # 24 × 13 ÷ 21 = 14.86
        ([1, 1, 1, 1], None),  # four are too few
        ([], None),
    ],
)
def test_a_score_is_full_marks_times_points_over_the_maxima_of_what_was_answered(points, score):
    marks = [Mark(one, 3) for one in points]

    assert score_of(marks, 24, 5) == score


@pytest.mark.parametrize(
    ("top", "bottom", "whole"), [(1, 2, 1), (3, 2, 2), (5, 2, 3), (49, 100, 0), (50, 100, 1), (7, 7, 1), (0, 3, 0)]
)
def test_a_half_goes_up(top, bottom, whole):
    assert round_half_up(top, bottom) == whole


def test_questions_without_points_give_no_score_instead_of_an_error():
    assert score_of([Mark(0, 0)] * 5, 24, 5) is None


@pytest.mark.parametrize(("score", "place"), [(0, 0), (7, 0), (8, 1), (13, 1), (14, 2), (19, 2), (20, 3), (24, 3)])
def test_a_band_reaches_from_its_first_score_to_the_next_band(score, place):
    assert place_of_band(score, BANDS) == place


def test_a_score_below_the_first_band_has_none():
    assert place_of_band(0, [1, 8]) is None


def test_a_band_beyond_the_full_marks_is_an_empty_range():
    assert ranges_of([0, 8, 30], 24) == [(0, 7), (8, 29), (30, 24)]


def test_areas_are_summed_and_keep_the_order_of_the_questions():
    marks = [Mark(1, 3, "Hips"), Mark(2, 3, "Neck"), Mark(3, 3, "Hips"), Mark(1, 3)]

    assert areas_of(marks) == [("Hips", 4, 6), ("Neck", 2, 3)]


def test_tight_areas_are_those_below_half_and_the_lowest_comes_first():
    areas = areas_of([Mark(1, 3, "Hips"), Mark(0, 3, "Neck"), Mark(2, 3, "Ankles"), Mark(1, 3, "Back")])

    assert tight_areas(areas, 2) == ["Neck", "Hips"]
    assert tight_areas(areas, 0) == []
