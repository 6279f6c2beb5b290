"""How answers become a score, a band and areas. Pure: no database, no request, only numbers and words.

The rule: score = round half up (full marks × points ÷ sum of the maxima of the answered scored questions). What was
skipped counts in neither direction, so that nobody is marked down for what they cannot or would rather not do.
"""

from typing import NamedTuple

LEVELS = ("emergency", "same_day", "see_soon", "note")  # the most urgent first


class Mark(NamedTuple):
    """One answered scored question: its points, the most it can give, and the area it is about."""

    points: int
    most: int
    area: str = ""


class AreaMark(NamedTuple):
    """The points of one area out of `most`."""

    area: str
    points: int
    most: int

    @property
    def share(self) -> float:
        return self.points / self.most


def score_of(marks: list[Mark], full_marks: int, minimum_answers: int) -> int | None:
    """A whole score from 0 to `full_marks`, or None with fewer than `minimum_answers` answers."""
    if len(marks) < minimum_answers:
        return None
    return score_of_sums(sum(mark.points for mark in marks), sum(mark.most for mark in marks), full_marks)


def score_of_sums(points: int, most: int, full_marks: int) -> int | None:
    """The same from the two sums; None when nothing could be scored."""
    return round_half_up(full_marks * points, most) if most else None


def round_half_up(top: int, bottom: int) -> int:
    """top ÷ bottom to the nearest whole number, a half goes up. Whole numbers throughout: nothing is lost."""
    return (2 * top + bottom) // (2 * bottom)


def place_of_band(score: int, first_scores: list[int]) -> int | None:
    """Which of the bands (rising first scores) a score falls into; None below the first one."""
    places = [place for place, first in enumerate(first_scores) if first <= score]
    return places[-1] if places else None


def ranges_of(first_scores: list[int], full_marks: int) -> list[tuple[int, int]]:
    """(lowest, highest) score of each band; lowest above highest when a band starts beyond the full marks."""
    ends = [first - 1 for first in first_scores[1:]] + [full_marks]
    return list(zip(first_scores, ends, strict=True))


def areas_of(marks: list[Mark]) -> list[AreaMark]:
    """The areas in the order of the questions, each once; questions without points or area are left out."""
    sums = {}
    for mark in marks:
        if mark.area and mark.most:
            points, most = sums.get(mark.area, (0, 0))
            sums[mark.area] = (points + mark.points, most + mark.most)
    return [AreaMark(area, *both) for area, both in sums.items()]


def tight_areas(areas: list[AreaMark], number: int) -> list[str]:
    """The names of at most `number` areas below half of their points, the lowest first."""
    below = sorted((one for one in areas if one.share < 0.5), key=lambda one: one.share)
    return [one.area for one in below[:number]]


def by_urgency(messages: list) -> list:
    """Messages with a `level`, the most urgent first; among equals the order of the questions stays."""
    return sorted(messages, key=lambda message: LEVELS.index(message.level))
