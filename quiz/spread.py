"""How all ways to answer a quiz spread over its bands. By counting, not by trying them all; pure.

A question is a list of (points, replaces): points None for an option that is not counted, `replaces` when its message
takes the place of the result. Skipping is always one more way to answer.
"""

from collections import Counter
from typing import NamedTuple

from quiz.scoring import place_of_band, score_of_sums

NO_SCORE, REPLACED, NO_BAND = "no score", "replaced", "no band"


class Sum(NamedTuple):
    """What two ways to answer must share to be counted together. `answered` stops at the minimum."""

    points: int
    most: int
    answered: int
    replaced: bool


def spread(questions: list, first_scores: list[int], full_marks: int, minimum_answers: int) -> dict:
    """{place of the band, NO_SCORE, REPLACED or NO_BAND: number of ways}; the numbers add up to `number_of_ways()`."""
    found = Counter()
    for one, ways in sums_of(questions, minimum_answers).items():
        if one.replaced:
            found[REPLACED] += ways
            continue
        score = None if one.answered < minimum_answers else score_of_sums(one.points, one.most, full_marks)
        place = None if score is None else place_of_band(score, first_scores)
        found[NO_SCORE if score is None else NO_BAND if place is None else place] += ways
    return dict(found)


def sums_of(questions: list, minimum_answers: int) -> Counter:
    """{Sum: number of ways to reach it}, question after question."""
    sums = Counter({Sum(0, 0, 0, False): 1})
    for options in questions:
        steps = steps_of(options)
        reached = Counter()
        for one, ways in sums.items():
            if one.replaced:  # points do not matter any more: one row is enough
                reached[one] += ways * sum(steps.values())
                continue
            for (points, most, counts, replaces), choices in steps.items():
                after = Sum(one.points + points, one.most + most, min(minimum_answers, one.answered + counts), False)
                reached[Sum(0, 0, 0, True) if replaces else after] += ways * choices
        sums = reached
    return sums


def steps_of(options: list) -> Counter:
    """{(points, most, 1 or 0 answers, replaces): number of options that do the same}, with skipping."""
    most = max((points for points, _ in options if points is not None), default=0)
    steps = Counter({(0, 0, 0, False): 1})
    for points, replaces in options:
        counts = points is not None
        steps[(points if counts else 0, most if counts else 0, int(counts), bool(replaces))] += 1
    return steps


def number_of_ways(questions: list) -> int:
    """All ways to answer: the options of each question and one for skipping it, multiplied."""
    product = 1
    for options in questions:
        product *= len(options) + 1
    return product


def percent(part: int, whole: int) -> str:
    """A share in words: "12 %", "under 1 %", "0 %"."""
    if not part:
        return "0 %"
    share = 100 * part / whole
    return "under 1 %" if share < 1 else f"{share:.0f} %"
