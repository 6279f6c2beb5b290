"""The engine of the database in use. Both offer the same functions; nobody else knows which one it is."""

from typing import NamedTuple

from django.db import connection

from search import postgresql, sqlite

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


class Hit(NamedTuple):
    """A row that was found. `score`: the higher, the better; only comparable within one query. `topics`: "|knees| |food|"."""

    pk: int
    kind: str
    title: str
    score: float
    topics: str = ""


def engine():
    """The module with create, drop, lock, add, remove, clear, tidy, find, find_titles and near."""
    return ENGINES[connection.vendor]
