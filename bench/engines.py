"""Runs the measuring part of a benchmark on each engine: in a process and a database of its own, removed at the end."""

import os
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

import psycopg

from faults.house import TOP


def on_each_engine(module, *arguments):
    """On SQLite, and on PostgreSQL when DATABASE_URL names one where databases may be made."""
    measure_in(module, arguments, {"DATABASE_URL": ""})
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        with a_database(url) as own:
            measure_in(module, arguments, {"DATABASE_URL": own})
    else:
        print("\nPostgreSQL is measured too when DATABASE_URL names one where databases may be made.")


def measure_in(module, arguments, variables):
    """`python -m module arguments` with a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="kneesite-bench-") as folder:
        environment = os.environ | variables | {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "kneesite.settings"}
        environment = {name: value for name, value in environment.items() if value or name != "DATABASE_URL"}
        subprocess.run([sys.executable, "-m", module, *arguments], cwd=TOP, env=environment, check=True)


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
