"""How things get into the index and are found again. The only interface other apps use.

An app registers a model with a function that describes an instance (or gives None: not to be found). Rows carry the
live interval, so schedules and expiry need no job.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.apps import apps
from django.db import transaction

from core.text import plain_text
from search.models import SearchRow

KINDS = {
    "article": "Articles",
    "question": "Questions",
    "exercise": "Exercises",
    "product": "Products",
    "quiz": "Quizzes",
    "topic": "Topics",
    "author": "Authors",
    "page": "About us",
}
NEVER = datetime(9999, 1, 1, tzinfo=UTC)  # the start of something without a date: it is not live
_described = {}


@dataclass(frozen=True)
class Document:
    """What is kept of a thing. `body` may be HTML; `topics` are slugs; the interval is that of the thing."""

    kind: str
    title: str
    summary: str
    url: str
    body: str = ""
    topics: tuple = ()
    goes_live_at: datetime | None = None  # None: live since ever; NEVER: not scheduled
    retires_at: datetime | None = None
    label: str = ""  # e.g. that we sell it: shown with the result and part of it


def register(model, describe):
    """`describe(instance)` gives a Document, a list of them is not possible, None means "not to be found"."""
    _described[model._meta.label_lower] = describe


def follow(instance, deleted=False):
    """Hears of every announced change; things that nobody registered are passed over."""
    describe = _described.get(instance._meta.label_lower)
    if describe:
        put(instance, None if deleted else describe(instance))


def put(instance, document):
    """Writes or removes the row of one thing."""
    label, pk = instance._meta.label_lower, instance.pk
    with transaction.atomic():
        SearchRow.objects.filter(about_model=label, about_id=pk).delete()
        if document:
            SearchRow.objects.create(about_model=label, about_id=pk, **_columns(document))


def rebuild() -> int:
    """Makes the whole index anew, in bounded memory; gives the number of rows."""
    SearchRow.objects.all().delete()
    count = 0
    for label, describe in _described.items():
        for instance in apps.get_model(label)._default_manager.order_by("pk").iterator(chunk_size=200):
            document = describe(instance)
            if document:
                put(instance, document)
                count += 1
    return count


def find(query: str, kind: str = "", topic: str = ""):
    """A queryset of visible rows that hold every word of the query, best first. Any text is a query, never an error."""
    return SearchRow.objects.published().matching(query).of_kind(kind).of_topic(topic)


def suggest(query: str, most: int = 8):
    """A few visible rows whose title fits what was typed so far."""
    return SearchRow.objects.published().titled(query)[:most]


def _columns(document):
    return {
        "kind": document.kind,
        "title": document.title[:200],
        "summary": plain_text(document.summary)[:400],
        "body": plain_text(document.body),
        "url": document.url,
        "topics": " ".join(f"|{slug}|" for slug in document.topics),
        "label": document.label,
        "goes_live_at": document.goes_live_at,
        "retires_at": document.retires_at,
    }
