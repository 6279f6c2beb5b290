"""What bench/search.py runs for one engine: fills an index, asks it, prints a table."""

import random
import resource
import sys
import time
from io import StringIO
from itertools import accumulate, islice

import django

django.setup()

from django.core.management import call_command  # noqa: E402 (settings first)
from django.db import connection  # noqa: E402

from bench.relevance import AIM, measured  # noqa: E402
from search import index  # noqa: E402
from search.engine import engine  # noqa: E402
from search.rows import SearchRow  # noqa: E402

WORDS, QUERIES, BATCH = 20_000, 300, 500
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
    fill(number)
    report(number)


def fill(number):
    """Documents with words as unevenly spread as in a language."""
    chance = random.Random(7)
    words = ["".join(chance.choices(SYLLABLES, k=2 + at % 3)) + (str(at) if at > 5000 else "") for at in range(WORDS)]
    weights = list(accumulate(1 / (at + 3) for at in range(WORDS)))
    before, begun = memory(), time.perf_counter()
    documents = ((pk, text(chance, words, weights)) for pk in range(1, number + 1))
    while batch := list(islice(documents, BATCH)):
        index.write_again("bench.thing", dict(batch))
    seconds = time.perf_counter() - begun
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_searchrow")
    engine().tidy()
    print(
        f"  {number:,} documents in {seconds:.0f} s, {number / seconds:,.0f} a second, {memory() - before:.0f} MB more memory"
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
    """The most memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(number):
    chance = random.Random(11)
    pks = list(
        SearchRow.objects.filter(about_model="bench.thing")
        .order_by("pk")
        .values_list("pk", flat=True)[:: max(1, number // 2000)]
    )
    primary = times(lambda: SearchRow.objects.filter(pk=chance.choice(pks)).values_list("title").get())
    rows = [("primary key", primary)]
    for most in (1, 2, 3):
        asked = iter([query(chance, pks, most) for _ in range(QUERIES)])
        rows.append(
            (f"search, {most} word{'s' if most > 1 else ''}", times(lambda asked=asked: index.find(next(asked))[:12]))
        )
    asked = iter([query(chance, pks, 1)[:3] for _ in range(QUERIES)])
    rows.append(("suggestions", times(lambda: index.suggest(next(asked)))))
    print(f"  {'':<18}{'p50 ms':>9}{'p95 ms':>9}{'p95 / key':>11}")
    for name, found in rows:
        print(f"  {name:<18}{at(found, 50):>9.2f}{at(found, 95):>9.2f}{at(found, 95) / at(primary, 50):>11.0f}")


def query(chance, pks, words):
    """Words of one document, as its readers would type them."""
    title = SearchRow.objects.values_list("title", flat=True).get(pk=chance.choice(pks))
    return " ".join(chance.sample(title.split(), words))


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
