"""Brings the index back in line with the things it tells of, a piece at a time."""

from django.apps import apps

from search import index
from search.engine import engine
from search.rows import SearchRow
from search.words import forget_unused

AT_ONCE = 50  # things a run; all of them in turn
_reached = {}  # {model label: the pk this process has looked at last}


def repair_some():
    """Looks at the next things of every kind: puts in what is missing, changes what is old, removes what is gone."""
    for label in list(index._described):
        repair_next(apps.get_model(label))


def repair_next(model) -> int:
    """Looks at the next AT_ONCE things of a model; gives the number of those that were not in line."""
    label, after = model._meta.label_lower, _reached.get(model._meta.label_lower, 0)
    things = list(model._default_manager.filter(pk__gt=after).order_by("pk")[:AT_ONCE])
    mended = sum(index.put(thing, index.described(thing)) for thing in things)
    last = things[-1].pk if len(things) == AT_ONCE else 0
    _reached[label] = last
    return mended + remove_orphans(model, after, last)


def remove_orphans(model, after, last) -> int:
    """Removes rows of things that are gone, in the stretch that was looked at; gives their number."""
    rows = SearchRow.objects.filter(about_model=model._meta.label_lower, about_id__gt=after)
    if last:
        rows = rows.filter(about_id__lte=last)
    ids = set(rows.values_list("about_id", flat=True))
    present = set(model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))
    for pk in ids - present:
        index.put(model(pk=pk), [])
    return len(ids - present)


def tidy():
    """Once a day: wipes what removed texts left behind in a large index."""
    forget_unused()
    engine().tidy()
