"""Writes what stands beside a text: the facts of "Did you know?" and the recommendations."""

from articles.models import Fact, Recommendation
from kneesite.demo import files
from kneesite.demo.rows import add, moment

LIVE_SINCE = "2026-03-24"


def load_facts(topics, articles):
    """A fact is known by its text."""
    for row in files.read("facts"):
        fields = {"source": row["source"], "article": articles[row["article"]], "goes_live_at": moment(LIVE_SINCE)}
        fact, new = add(Fact, fields, text=row["text"])
        if new:
            fact.topics.set([topics[slug] for slug in row["topics"]])


def load_recommendations(topics, authors, **targets):
    """`targets` are the things a recommendation may point at, by kind and address."""
    for row in files.read("recommendations"):
        ((kind, slug),) = row["target"].items()
        fields = {
            "topic": topics[row["topic"]],
            "author": authors.get(row["author"]),
            "goes_live_at": moment(LIVE_SINCE),
            kind: targets[kind][slug],
        }
        add(Recommendation, fields, text=row["text"])
