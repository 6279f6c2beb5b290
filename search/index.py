"""How things get into the index and are found again. The only interface other apps use.

An app registers a model with a function that describes an instance (or gives None: not to be found). Rows carry the
live interval, so schedules and expiry need no job.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from django.apps import apps
from django.db import transaction

from core.text import plain_text
from search import synonyms
from search.closeness import forget_neighbour, prepare_thing
from search.engine import engine
from search.finding import Found, look_for, look_for_titles
from search.folding import words_in
from search.rows import SearchRow
from search.words import SearchWord, count_words, forget_unused

KINDS = {
    "article": "Articles",
    "question": "Questions",
    "exercise": "Exercises",
    "recipe": "Recipes",
    "product": "Products",
    "quiz": "Quizzes",
    "topic": "Topics",
    "author": "Authors",
    "letter": "Letters",
    "page": "About us",
}
KIND_WORDS = {  # what a reader calls such a thing, although it does not stand in it
    "quiz": ["quiz", "self-test"],
    "exercise": ["exercise"],
    "product": ["product"],
    "recipe": ["recipe", "dinner"],
    "author": ["author"],
    "letter": ["letter", "newsletter"],
}
NEVER = datetime(9999, 1, 1, tzinfo=UTC)  # the start of something without a date: it is not live
SMALL = 5000  # rows; up to here what a removed text leaves behind is wiped at once, else by the worker
AT_ONCE = 300  # things in one transaction of a rebuild
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
    mentions_product: bool = False  # something we sell stands in it: said beside the result, whose excerpt may name it
    label: str = ""  # e.g. that we sell it: shown with the result and part of it
    picture: str = ""  # the path of its main picture, for the site map


def register(model, describe):
    """`describe(instance)` gives a Document, a list of them (what is live now and what follows), or None: not to be found."""
    _described[model._meta.label_lower] = describe


def follow(instance, deleted=False):
    """Hears of every announced change; things that nobody registered are passed over. Reads the thing anew."""
    if instance._meta.label_lower in _described:
        fresh = None if deleted else type(instance)._default_manager.filter(pk=instance.pk).first()
        if put(instance, described(fresh) if fresh else []):
            prepare_thing(instance)


def described(instance) -> list[Document]:
    """The documents of a thing, none when it must not be found."""
    found = _described[instance._meta.label_lower](instance)
    return [found] if isinstance(found, Document) else list(found or ())


def put(instance, documents) -> bool:
    """Writes, changes or removes the rows of one thing; True when something was different. One transaction."""
    documents = [documents] if isinstance(documents, Document) else documents or []
    wanted = dict(enumerate(columns_of(document) for document in documents))
    with transaction.atomic():
        engine().lock()
        present = {row.part: row for row in SearchRow.objects.of_thing(instance)}
        if not present and not SearchRow.objects.exists():
            forget_words()  # whoever emptied the rows (`flush`) did not know of the engine's own tables
        changed = {part for part in wanted if part not in present or present[part].digest != wanted[part]["digest"]}
        gone = set(present) - set(wanted)
        words = Counter()
        for part in sorted(changed | gone):
            words.update(_replace(instance, part, present.get(part), wanted.get(part)))
        engine().add_words(count_words(words))
        if gone or changed & set(present):
            _wipe()
    return bool(changed or gone)


def _replace(instance, part, old, columns) -> Counter:
    """One row taken out, put in or both; gives the words that became more and fewer."""
    words = Counter()
    if old:
        engine().remove(old)
        words.subtract(words_in(old.title, old.summary, old.body))
    if columns is None:
        forget_neighbour(old)
        old.delete()
        return words
    row = SearchRow(about_model=instance._meta.label_lower, about_id=instance.pk, part=part, **columns)
    row.pk = old.pk if old else None
    row.save()
    engine().add([row])
    words.update(words_in(row.title, row.summary, row.body))
    return words


def _wipe():
    """A text that was withdrawn or erased leaves no words behind."""
    forget_unused()
    if not SearchRow.objects.all()[SMALL : SMALL + 1].exists():
        engine().tidy()


def forget_words():
    """Empties everything that the engine and the list of words hold; the rows stay."""
    with transaction.atomic():
        engine().lock()
        SearchWord.objects.all().delete()
        engine().clear()


def rebuild() -> int:
    """Makes the whole index anew, in bounded memory; gives the number of rows. Rows that are right keep their date."""
    forget_words()
    for label in list(_described):
        things = apps.get_model(label)._default_manager.order_by("pk").iterator(chunk_size=AT_ONCE)
        while batch := list(islice(things, AT_ONCE)):
            write_again(label, {thing.pk: [columns_of(one) for one in described(thing)] for thing in batch})
    remove_strangers()
    engine().tidy()
    return SearchRow.objects.count()


def write_again(label, wanted):
    """Rows of some things of a model: {pk: [columns of each part]}, all of their words put in. One transaction."""
    with transaction.atomic():
        engine().lock()
        present = {
            (row.about_id, row.part): row for row in SearchRow.objects.filter(about_model=label, about_id__in=wanted)
        }
        rows, fresh, words = [], [], Counter()
        for pk, part, columns in [(pk, part, one) for pk, parts in wanted.items() for part, one in enumerate(parts)]:
            row = present.pop((pk, part), None)
            if row is None or row.digest != columns["digest"]:
                pk_before = row and row.pk
                row = SearchRow(pk=pk_before, about_model=label, about_id=pk, part=part, **columns)
                if pk_before:
                    row.save()
                else:
                    fresh.append(row)
            rows.append(row)
            words.update(words_in(row.title, row.summary, row.body))
        SearchRow.objects.bulk_create(fresh)
        engine().add(rows)
        SearchRow.objects.filter(pk__in=[row.pk for row in present.values()]).delete()
        engine().add_words(count_words(words))


def remove_strangers():
    """Removes rows of things that are gone or that nobody registers any more; their words are not in the engine."""
    SearchRow.objects.exclude(about_model__in=_described).delete()
    for label in list(_described):
        rows = SearchRow.objects.filter(about_model=label)
        rows.exclude(about_id__in=apps.get_model(label)._default_manager.order_by().values("pk")).delete()


def find(query: str, kind: str = "", topic: str = "", mend: bool = True) -> Found:
    """Visible rows, best first, to be counted and sliced. Any text is a query, never an error; `mend`: see look_for()."""
    return look_for(query, synonyms.groups(), kind[:20].replace("\x00", ""), topic[:120].replace("\x00", ""), mend)


def suggest(query: str, most: int = 8) -> list[SearchRow]:
    """A few visible rows whose title fits what was typed so far."""
    return look_for_titles(query, most)


def columns_of(document) -> dict:
    """What is written of a document, with a digest of all of it."""
    columns = {
        "kind": document.kind,
        "title": document.title[:200],
        "summary": plain_text(document.summary)[:400],
        "body": " ".join([plain_text(document.body), *KIND_WORDS.get(document.kind, ())]),
        "url": document.url,
        "topics": " ".join(f"|{slug}|" for slug in document.topics)[:1000],
        "label": document.label[:600],
        "mentions_product": document.mentions_product,
        "picture": document.picture[:300],
        "goes_live_at": document.goes_live_at,
        "retires_at": document.retires_at,
    }
    text = "\x1f".join(str(value) for value in columns.values()).replace("\x00", "")
    columns = {name: value.replace("\x00", "") if isinstance(value, str) else value for name, value in columns.items()}
    return columns | {"digest": hashlib.sha256(text.encode()).hexdigest()[:32]}
