"""Rows of the index for tests, made as an app would: through the index's own door."""

from itertools import count
from types import SimpleNamespace

from search import index
from search.index import Document

_numbers = count(1)


def a_row(title, summary="", body="", *, kind="article", **fields):
    """Puts a document about nothing in particular into the index; gives what it is about, to change or remove it."""
    number = next(_numbers)
    about = SimpleNamespace(pk=number, _meta=SimpleNamespace(label_lower="tests.thing"))
    fields = {"url": f"/things/{number}/", **fields}
    index.put(about, Document(kind=kind, title=title, summary=summary, body=body, **fields))
    return about


def titles(query, **filters) -> list[str]:
    """What a search finds, in order."""
    return [row.title for row in index.find(query, **filters)]
