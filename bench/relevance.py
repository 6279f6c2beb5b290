"""Does the search find what readers mean? Judged queries over the demo content, as nDCG@10 (1 is perfect).

Each query of judged.json names pages with a grade: 3 is what the reader wants, 2 helps, 1 has to do with it. The grades
were given by reading the pages, not by looking at what the search found.
"""

import json
from math import log2
from pathlib import Path

JUDGED = Path(__file__).with_name("judged.json")
LOOKED_AT = 10
AIM = 0.85


def judged() -> dict[str, dict[str, int]]:
    """{query: {address: grade}}"""
    return json.loads(JUDGED.read_text())


def gain(grades) -> float:
    """Discounted cumulative gain of grades in the order in which they were found."""
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:LOOKED_AT]))


def ndcg(found, grades) -> float:
    """How near the order of found addresses comes to the best possible one, from 0 to 1."""
    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(address, 0) for address in found[:LOOKED_AT]]) / best if best else 0.0


def measured(find) -> dict[str, float]:
    """{query: nDCG}; `find(query)` gives rows of the index, best first."""
    return {
        query: ndcg([address(row) for row in find(query)[:LOOKED_AT]], grades) for query, grades in judged().items()
    }


def address(row) -> str:
    """As judged.json writes it: a recipe by its name, for its number is the database's."""
    return f"{row.url.partition('#')[0]}#{row.title}" if row.kind == "recipe" else row.url
