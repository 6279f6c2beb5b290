"""The advisor's desk with 1,000,000 private and 100,000 public questions, on SQLite and (with DATABASE_URL) PostgreSQL."""

import os

from bench.engines import on_each_engine

ENQUIRIES = os.environ.get("BENCH_ENQUIRIES", "1000000")


def run():
    on_each_engine("bench.desk_inside", ENQUIRIES)
