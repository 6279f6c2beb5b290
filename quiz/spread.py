"""How all ways to answer a quiz spread over its bands. By counting, not by trying them all; pure.

A question is a list of (points, replaces): points None for an option that is not counted, `replaces` when its message
takes the place of the result. Skipping is always one more way to answer.
"""

from collections import Counter, defaultdict

from quiz.scoring import place_of_band, score_of_sums

NO_SCORE, REPLACED, NO_BAND = "no score", "replaced", "no band"


def spread(questions: list, first_scores: list[int], full_marks: int, minimum_answers: int) -> dict:
    """{place of the band, NO_SCORE, REPLACED or NO_BAND: number of ways}; the numbers add up to `number_of_ways()`."""
    sums, replaced = sums_of(questions, minimum_answers)
    found = Counter({REPLACED: replaced} if replaced else {})
    for (points, most, answered), ways in sums.items():
        score = None if answered < minimum_answers else score_of_sums(points, most, full_marks)
        place = None if score is None else place_of_band(score, first_scores)
        found[NO_SCORE if score is None else NO_BAND if place is None else place] += ways
    return dict(found)


def sums_of(questions: list, minimum_answers: int) -> tuple[dict, int]:
    """({(points, most, answered): number of ways to reach it}, ways with a message instead), question after question.

    Ways that share the three numbers are counted together, that is the whole trick. `answered` stops at the minimum.
    """
    sums, replaced = {(0, 0, 0): 1}, 0
    for options in questions:
        steps = steps_of(options)
        replacing = sum(replaces for _, replaces in options)
        replaced = replaced * (len(options) + 1) + sum(sums.values()) * replacing
        reached = defaultdict(int)
        for (points, most, answered), ways in sums.items():
            one_more = min(minimum_answers, answered + 1)
            for (more_points, more_most, counts), choices in steps:
                after = (points + more_points, most + more_most, one_more if counts else answered)
                reached[after] += ways * choices
        sums = reached
    return sums, replaced


def steps_of(options: list) -> list:
    """((points, most, counted or not), number of options that do the same), with skipping, without replacing ones."""
    most = max((points for points, _ in options if points is not None), default=0)
    steps = Counter({(0, 0, False): 1})
    for points, replaces in options:
        if not replaces:
            steps[(0, 0, False) if points is None else (points, most, True)] += 1
    return list(steps.items())


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
