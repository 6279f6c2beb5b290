"""Comparing two texts of 5,000 words: how long an editor waits.

No database: the comparison itself works on the words of blocks.
"""

import random
import time

from articles.worddiff import changed_words, pieces

WORDS, TIMES = 5_000, 5
CASES = {"the same": 0, "one word in fifty": 0.02, "one word in five": 0.2, "all of them": 1}


def run():
    """A table: how much differs, and the median time."""
    chance = random.Random(7)
    vocabulary = [f"word{number}" for number in range(800)]
    old = a_text(chance, vocabulary)
    print(f"{'what differs':<22}{'changed words':>15}{'median ms':>12}")
    for name, share in CASES.items():
        new = [chance.choice(vocabulary) if chance.random() < share else word for word in old]
        times, found = [], []
        for _ in range(TIMES):
            began = time.perf_counter()
            found = pieces(as_text(old), as_text(new))
            times.append(time.perf_counter() - began)
        print(f"{name:<22}{changed_words(found):>15,}{sorted(times)[TIMES // 2] * 1000:>12.0f}")


def a_text(chance, vocabulary):
    """Words of a text; every twelfth ends a sentence."""
    return [chance.choice(vocabulary) for _ in range(WORDS)]


def as_text(words):
    """With full stops, so that sentences can be told apart."""
    return " ".join(f"{word}." if place % 12 == 11 else word for place, word in enumerate(words))
