"""Where something is used, in words and with the address in the staff area where that can be changed."""

from collections import defaultdict

from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS
from django.urls import NoReverseMatch, reverse

MOST = 100  # things with a list that are told one by one: a topic may be chosen by every subscriber


def places_that_keep(objects) -> list[tuple]:
    """(words, address or "") of everything that does not let these objects be deleted."""
    objects = list(objects)
    collector = NestedObjects(using=DEFAULT_DB_ALIAS)
    for one in objects:
        collector.collect([one])
    kinds = defaultdict(list)
    for row in collector.protected:
        if row not in objects:
            kinds[type(row)].append(row)
    return sorted({place for rows in kinds.values() for place in places_of(rows)})


def places_of(rows) -> list[tuple]:
    """(words, address or "") of each row of one kind; of a crowd with the thing in a list only how many."""
    if len(rows) <= MOST or not rows[0]._meta.auto_created:
        return [(words_for(row), address_of(row)) for row in rows]
    model = type(whole_of(rows[0]))
    return [(f"{len(rows):,} {model._meta.verbose_name_plural}", "")]


def thing_of(row):
    """What is edited: for a block the text it stands in, for a line of a list the thing that has the list."""
    if row._meta.auto_created:
        naming = next(field for field in row._meta.local_fields if field.remote_field)
        return getattr(row, naming.name)
    return getattr(row, "parent", row)


def whole_of(row):
    """The thing with a page of its own in the staff area that a row is, or is a part of."""
    thing = thing_of(row)
    return getattr(thing, "stands_in", thing)


def words_for(row) -> str:
    """Such as "Article: Knees", or "Quiz: How flexible are you?, band “Stiff”" for a part without a page of its own."""
    thing = thing_of(row)
    whole = whole_of(row)
    words = f"{whole._meta.verbose_name.capitalize()}: {whole}"
    return words if whole is thing else f"{words}, {thing._meta.verbose_name} “{thing}”"


def address_of(row) -> str:
    """Where it is edited; a block or a part where its whole is."""
    whole = whole_of(row)
    try:
        return reverse(f"admin:{whole._meta.app_label}_{whole._meta.model_name}_change", args=[whole.pk])
    except NoReverseMatch:
        return ""
