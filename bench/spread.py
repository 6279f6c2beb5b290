"""How long it takes to count how all ways to answer a quiz spread over its bands.

The yardstick is trying every way, which only a short quiz allows.
"""

import random
import time
from itertools import product

from quiz.scoring import Mark, place_of_band, score_of
from quiz.spread import number_of_ways, spread

SIZES = ((6, 4), (8, 4), (20, 5), (40, 6), (60, 8))  # questions, answers of each
TRIED = 10_000  # ways at most that are tried one by one
BANDS, FULL_MARKS, MINIMUM = [0, 8, 14, 20], 24, 5


def run():
    print(f"{'questions':>9}{'answers':>9}{'ways':>14}{'counted ms':>12}{'tried ms':>10}")
    for questions, answers in SIZES:
        quiz = a_quiz(questions, answers)
        counted, found = timed(lambda quiz=quiz: spread(quiz, BANDS, FULL_MARKS, MINIMUM))
        ways = number_of_ways(quiz)
        assert sum(found.values()) == ways
        tried = f"{timed(lambda quiz=quiz: try_all(quiz))[0]:.0f}" if ways <= TRIED * 100 else "–"
        print(f"{questions:>9}{answers:>9}{ways:>14.3g}{counted:>12.1f}{tried:>10}")


def a_quiz(questions, answers):
    """Questions with unlike points, the same at every run."""
    dice = random.Random(7)
    return [[(dice.randint(0, 4), False) for _ in range(answers)] for _ in range(questions)]


def try_all(quiz):
    """Every way to answer, one after the other."""
    places = {}
    for way in product(*[[None, *options] for options in quiz]):
        marks = [
            Mark(chosen[0], max(points for points, _ in row)) for row, chosen in zip(quiz, way, strict=True) if chosen
        ]
        score = score_of(marks, FULL_MARKS, MINIMUM)
        place = None if score is None else place_of_band(score, BANDS)
        places[place] = places.get(place, 0) + 1
    return places


def timed(work):
    """(milliseconds, result)"""
    begun = time.perf_counter()
    result = work()
    return (time.perf_counter() - begun) * 1000, result
