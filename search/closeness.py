"""Which texts are close to which: prepared when one is published and by the worker, never while a reader waits.

The list of a text holds more than is shown, so that a page still has something when a neighbour was withdrawn; whoever
reads it joins it to what is live.
"""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from search import words as vocabulary
from search.engine import engine
from search.query import taken_apart
from search.rows import SearchRow

KINDS = ("article", "question")
KEPT, LOOKED_AT = 8, 40  # of each kind
AT_ONCE = 100  # texts a run of the worker
AGAIN = timedelta(days=1)


class SearchNear(models.Model):
    """One text that is close to another; `place` 0 is the closest."""

    row = models.ForeignKey(SearchRow, models.CASCADE, related_name="near")
    other = models.ForeignKey(SearchRow, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "other"], name="a_text_is_near_another_once")]

    def __str__(self):
        return f"{self.row_id} → {self.other_id}"


def near_ids(label, pk, other_label):
    """For a query: the keys of the things of a model that are close to a thing."""
    return _pairs(label, pk, other_label).values("other__about_id")


def place_of(label, pk, other_label, other):
    """For a query: how close the thing `other` (an OuterRef) of a model is to a thing; 0 is the closest."""
    return _pairs(label, pk, other_label).filter(other__about_id=other).order_by("place").values("place")[:1]


def _pairs(label, pk, other_label):
    return SearchNear.objects.filter(row__about_model=label, row__about_id=pk, other__about_model=other_label)


def prepare(row):
    """Finds the texts of each kind that share the rarest words with this one, those of a common topic first."""
    query, topics = taken_apart(f"{row.title} {row.summary}", vocabulary), row.topics.split()
    best = [pk for kind in KINDS for pk in closest(row, kind, query, topics)]
    with transaction.atomic():
        SearchNear.objects.filter(row=row).delete()
        SearchNear.objects.bulk_create(SearchNear(row=row, other_id=pk, place=place) for place, pk in enumerate(best))
        SearchRow.objects.filter(pk=row.pk).update(near_at=timezone.now())


def closest(row, kind, query, topics) -> list[int]:
    """Up to KEPT rows of a kind: by common topics and common words; the newest of the topics fill the list up."""
    hits = engine().find(query, kind, "", LOOKED_AT, any_word=True) if query else []
    scores = {pk: score for pk, _kind, _title, score, _topics in hits}
    others = SearchRow.objects.exclude(about_model=row.about_model, about_id=row.about_id)
    shared = {
        pk: len(set(topics) & set(its_topics.split()))
        for pk, its_topics in others.filter(pk__in=scores).values_list("pk", "topics")
    }
    best = sorted(shared, key=lambda pk: (not shared[pk], -scores[pk] * (1 + shared[pk]), -pk))
    of_topics = [pk for pk in best if shared[pk]][:KEPT]
    if topics and len(of_topics) < KEPT:
        newest = others.published().filter(kind=kind).filter(any_of(topics)).order_by("-goes_live_at", "-pk")
        of_topics += [pk for pk in newest.values_list("pk", flat=True)[: 2 * KEPT] if pk not in shared]
    return list(dict.fromkeys([*of_topics, *best]))[:KEPT]


def any_of(topics):
    """Rows that are sorted under any of these topics, written as the index writes them."""
    return Q(*(("topics__contains", topic) for topic in topics), _connector=Q.OR)


def prepare_thing(instance):
    """The texts of one thing that was just published or changed; the worker soon looks again at its new neighbours."""
    rows = list(SearchRow.objects.of_thing(instance).filter(kind__in=KINDS, near_at=None))
    for row in rows:
        prepare(row)
    look_again(SearchNear.objects.filter(row__in=rows).values("other"))


def look_again(pks):
    """The worker prepares these rows anew, before all that were only looked at some time ago."""
    SearchRow.objects.filter(pk__in=pks, kind__in=KINDS).update(near_at=None)


def forget_neighbour(row):
    """Called before a row goes: the lists that hold it are made anew."""
    look_again(list(SearchNear.objects.filter(other=row).values_list("row", flat=True)))


def prepare_some():
    """The worker's job: texts that were never looked at, then those whose neighbours may have changed since."""
    old = Q(near_at=None) | Q(near_at__lt=timezone.now() - AGAIN)
    for row in SearchRow.objects.filter(old, kind__in=KINDS).order_by(F("near_at").asc(nulls_first=True), "pk")[
        :AT_ONCE
    ]:
        prepare(row)
