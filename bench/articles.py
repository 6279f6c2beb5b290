"""The list “Articles” of the staff area with 10,000 articles, on SQLite and (with DATABASE_URL) PostgreSQL."""

import os

from bench.engines import on_each_engine

ARTICLES = os.environ.get("BENCH_ARTICLES", "10000")


def run():
    on_each_engine("bench.articles_inside", ARTICLES)
