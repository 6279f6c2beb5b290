"""The search: relevance over the demo content, and speed at 100,000 documents, on SQLite and (with DATABASE_URL) PostgreSQL.

Each engine is measured in a process of its own, in a database of its own that is removed afterwards.
"""

import os
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

import psycopg

from faults.house import TOP

DOCUMENTS = os.environ.get("BENCH_DOCUMENTS", "100000")


def run():
    measure_in({"DATABASE_URL": ""})
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        with a_database(url) as own:
            measure_in({"DATABASE_URL": own})
    else:
        print("\nPostgreSQL is measured too when DATABASE_URL names one where databases may be made.")


def measure_in(variables):
    """Relevance, then speed, in one process."""
    with tempfile.TemporaryDirectory(prefix="kneesite-bench-") as folder:
        environment = os.environ | variables | {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "kneesite.settings"}
        environment = {name: value for name, value in environment.items() if value or name != "DATABASE_URL"}
        command = [sys.executable, "-m", "bench.search_inside", DOCUMENTS]
        subprocess.run(command, cwd=TOP, env=environment, check=True)


class a_database:  # noqa: N801 (reads as English where it is used)
    """A database beside the one that a URL names; gone at the end."""

    def __init__(self, url):
        self.url, self.name = url, f"kneesite_bench_{os.getpid()}"

    def __enter__(self):
        self.say(f"CREATE DATABASE {self.name}")
        return urlsplit(self.url)._replace(path=f"/{self.name}").geturl()

    def __exit__(self, *_):
        self.say(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def say(self, sql):
        with psycopg.connect(urlsplit(self.url)._replace(path="/postgres").geturl(), autocommit=True) as connection:
            connection.execute(sql)
