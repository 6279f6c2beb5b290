"""The search: relevance over the demo content, and speed at 100,000 documents, on SQLite and (with DATABASE_URL) PostgreSQL."""

import os

from bench.engines import on_each_engine

DOCUMENTS = os.environ.get("BENCH_DOCUMENTS", "100000")


def run():
    on_each_engine("bench.search_inside", DOCUMENTS)
