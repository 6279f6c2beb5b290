"""The measuring part of `similar`: runs with Django set up and a database of its own."""

import os
import random
import statistics
import time
from collections import Counter
from itertools import product

import django

django.setup()

from django.db import transaction  # noqa: E402 (Django has to be set up first)
from django.utils import timezone  # noqa: E402

from advisor.models import Question, QuestionWord, WordCount  # noqa: E402
from articles.models import Author  # noqa: E402

QUESTIONS = int(os.environ.get("BENCH_QUESTIONS", "100000"))
WORDS_EACH, ASKED, AT_ONCE = 20, 300, 5_000
PROMISE = 20  # times a query by primary key
VOCABULARY = ["".join(letters) + "x" for letters in product("bcdfgkl", "aeiou", "mnprt", "aeiou", "bdgklnrst")]  # 7,875
WEIGHTS = [1 / (rank + 3) for rank in range(len(VOCABULARY))]  # as in a language: few frequent words, many rare ones


def main():
    dice = random.Random(20261128)
    fill(dice)
    texts = [" ".join(dice.choices(VOCABULARY, WEIGHTS, k=WORDS_EACH)) for _ in range(ASKED)]
    report(*measured(dice, texts))


def fill(dice):
    """Published questions with their words, as saving them one by one would leave them."""
    advisor = Author.objects.create(name="Orla Fenwick", slug="orla-fenwick", role="Advisor")
    counts, pairs, now = Counter(), [], timezone.now()
    for start in range(1, QUESTIONS + 1, AT_ONCE):
        rows = []
        for pk in range(start, min(start + AT_ONCE, QUESTIONS + 1)):
            chosen = sorted(set(dice.choices(VOCABULARY, WEIGHTS, k=WORDS_EACH)))
            counts.update(chosen)
            pairs += [(word, pk) for word in chosen]
            title = " ".join(chosen)[:120]
            rows.append(
                Question(pk=pk, slug=f"q-{pk}", title=title, answer="<p>Yes.</p>", advisor=advisor, goes_live_at=now)
            )
        Question.objects.bulk_create(rows)
    pairs.sort()  # in the order of the index, or the filling takes minutes
    with transaction.atomic():
        for start in range(0, len(pairs), AT_ONCE):
            QuestionWord.objects.bulk_create(
                QuestionWord(word=word, question_id=pk) for word, pk in pairs[start : start + AT_ONCE]
            )
        WordCount.objects.bulk_create(WordCount(word=word, questions=number) for word, number in counts.items())


def measured(dice, texts):
    """Milliseconds: ([by primary key], [similar]), taken in turn."""
    by_key, similar, found = [], [], 0
    for text in texts:
        began = time.perf_counter()
        Question.objects.get(pk=dice.randint(1, QUESTIONS))
        by_key.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        found += len(Question.objects.like(text))
        similar.append((time.perf_counter() - began) * 1000)
    assert found > 0
    return by_key, similar


def report(by_key, similar):
    """The table; its last line is the promise."""
    print(f"{'query':<20}{'median ms':>12}{'p95 ms':>10}")
    for name, times in (("by primary key", by_key), ("similar questions", similar)):
        print(f"{name:<20}{statistics.median(times):>12.2f}{sorted(times)[int(len(times) * 0.95)]:>10.2f}")
    ratio = statistics.median(similar) / statistics.median(by_key)
    print(
        f"\n{ratio:.1f} times a query by primary key; promised are at most {PROMISE}: {'kept' if ratio <= PROMISE else 'BROKEN'}"
    )


if __name__ == "__main__":
    main()
