"""What bench/search.py runs for one engine: fills an index, asks it, prints a table."""

import random
import resource
import sys
import time
from io import StringIO
from itertools import accumulate, islice
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402 (settings first)
from django.db import connection  # noqa: E402

from bench.relevance import AIM, measured  # noqa: E402
from search import index  # noqa: E402
from search.engine import engine  # noqa: E402
from search.rows import SearchRow  # noqa: E402
from search.synonyms import Synonym  # noqa: E402
from search.words import SearchWord  # noqa: E402

WORDS, QUERIES, BATCH = 20_000, 200, 500
MOST_MS = {"search": 50, "suggestions": 20}  # aims for the slowest of twenty
SYLLABLES = "ba be bi bo da de di do fa fe ga go ka ke ki ko la le li lo ma me mi mo na ne no pa po ra re ri ro sa se so ta te to".split()


def main():
    number = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    call_command("load_demo", stdout=StringIO())
    index.rebuild()
    values = measured(index.find)
    print(
        f"\n{connection.vendor}: nDCG@10 {sum(values.values()) / len(values):.3f} over {len(values)} queries (aim {AIM})"
    )
    for query, value in sorted(values.items(), key=lambda pair: pair[1])[:5]:
        print(f"  {value:.2f}  {query}")
    if not SearchRow.objects.filter(about_model="bench.thing").exists():
        fill(number)
    report(number)


def fill(number):
    """Documents with words as unevenly spread as in a language."""
    chance = random.Random(7)
    words = ["".join(chance.choices(SYLLABLES, k=2 + at % 3)) + (str(at) if at > 5000 else "") for at in range(WORDS)]
    weights = list(accumulate(1 / (at + 3) for at in range(WORDS)))
    begun = time.perf_counter()
    documents = ((pk, text(chance, words, weights)) for pk in range(1, number + 1))
    done, told = 0, []
    while batch := list(islice(documents, BATCH)):
        index.write_again("bench.thing", dict(batch))
        done += len(batch)
        if done * 4 % number < BATCH * 4:
            told.append(f"{memory():.0f} MB at {done:,}")
    seconds = time.perf_counter() - begun
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE search_searchrow, search_searchword")  # as it does by itself soon after
    engine().tidy()
    print(
        f"  {number:,} documents in {seconds:.0f} s, {number / seconds:,.0f} a second; memory meanwhile: {' · '.join(told)}"
    )


def text(chance, words, weights):
    drawn = chance.choices(words, cum_weights=weights, k=150)
    document = index.Document(
        kind=chance.choice(["article", "question", "exercise", "product"]),
        title=" ".join(drawn[:6]),
        summary=" ".join(drawn[6:22]),
        body=" ".join(drawn[22:]),
        url="/x/",
    )
    return [index.columns_of(document)]


def memory():
    """What this process holds, in MB, without the pages of the database file that Linux lends it; elsewhere the peak."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("RssAnon")) / 1024


def report(number):
    chance = random.Random(11)
    rows = SearchRow.objects.filter(about_model="bench.thing").order_by("pk")
    pks = list(rows.values_list("pk", flat=True)[:: max(1, number // 2000)])
    titles = list(SearchRow.objects.filter(pk__in=pks).order_by("pk").values_list("title", flat=True))
    primary = times(lambda: SearchRow.objects.filter(pk=chance.choice(pks)).values_list("title").get())
    print(f"  {'':<46}{'p50 ms':>9}{'p95 ms':>9}{'p95 / key':>11}")
    line("primary key", primary, primary)
    for name, ask in queries(chance, titles).items():
        asked = iter([ask() for _ in range(QUERIES)])
        line(f"search, {name}", times(lambda asked=asked: index.find(next(asked))[:12]), primary)
    for name, ask in beginnings(chance, titles).items():
        asked = iter([ask() for _ in range(QUERIES)])
        line(f"suggestions, {name}", times(lambda asked=asked: index.suggest(next(asked))), primary)


def queries(chance, titles):
    """{name: a function that gives a query}"""
    common = list(SearchWord.objects.order_by("-rows").values_list("word", flat=True)[:60])
    Synonym.objects.create(expressions=f"{common[20]}, {common[40]}, {common[55]}")

    def some(most):
        return chance.sample(chance.choice(titles).split(), most)

    def one_to_three():
        return chance.randint(1, 3)

    return {
        "1 word of a title": lambda: " ".join(some(1)),
        "2 words of a title": lambda: " ".join(some(2)),
        "3 words of a title": lambda: " ".join(some(3)),
        "2 or 3 words of different titles": lambda: " ".join(some(1)[0] for _ in range(chance.randint(2, 3))),
        "1 to 3 of the 60 most frequent words": lambda: " ".join(chance.sample(common, one_to_three())),
        "1 to 3 words, one with a typing error": lambda: " ".join(mistyped(chance, some(one_to_three()))),
        "1 to 3 words, one only begun": lambda: " ".join([*some(one_to_three() - 1), some(1)[0][:4]]),
        "a synonym, alone or with a word": lambda: " ".join([common[20], *some(one_to_three() // 2)]),
        "30 words": lambda: " ".join(some(1)[0] for _ in range(30)),
    }


def beginnings(chance, titles):
    """{name: a function that gives what somebody has typed so far}"""

    def two():
        return chance.sample(chance.choice(titles).split(), 2)

    return {
        "2 to 4 letters": lambda: two()[0][: chance.randint(2, 4)],
        "a word and 1 to 3 letters": lambda: f"{two()[0]} {two()[1][: chance.randint(1, 3)]}",
    }


def mistyped(chance, words):
    """The first word with two letters swapped, or the last left out."""
    word = words[0]
    at = chance.randrange(len(word) - 1)
    return [word[:-1] if chance.random() < 0.3 else word[:at] + word[at + 1] + word[at] + word[at + 2 :], *words[1:]]


def line(name, found, primary):
    """One line of the table, with whether its aim was met."""
    aim = next((most for kind, most in MOST_MS.items() if name.startswith(kind)), None)
    met = "" if aim is None else f"  (aim {aim})" if at(found, 95) < aim else f"  over the aim of {aim}"
    print(
        f"  {name:<46}{at(found, 50):>9.2f}{at(found, 95):>9.2f}{at(found, 95) / at(primary, 50):>11.0f}{met}",
        flush=True,
    )


def times(act):
    """How long QUERIES calls took, in milliseconds."""
    found = []
    for _ in range(QUERIES):
        begun = time.perf_counter()
        act()
        found.append((time.perf_counter() - begun) * 1000)
    return sorted(found)


def at(found, percent):
    return found[min(len(found) - 1, len(found) * percent // 100)]


if __name__ == "__main__":
    main()
