"""Which texts are close to which: prepared when one is published and by the worker, never while a reader waits."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from search import words as vocabulary
from search.engine import engine
from search.query import taken_apart
from search.rows import SearchRow

KINDS = ("article", "question")
KEPT, LOOKED_AT = 8, 40
AT_ONCE = 20  # texts a run of the worker
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


def place_of(label, pk, other):
    """For a query: how close the thing `other` (an OuterRef) is to a thing of the same model; null when it is not."""
    pairs = SearchNear.objects.filter(
        row__about_model=label, row__about_id=pk, other__about_model=label, other__about_id=other
    )
    return pairs.order_by("place").values("place")[:1]


def prepare(row):
    """Finds the texts that share the rarest words with this one; a common topic brings them closer."""
    query = taken_apart(f"{row.title} {row.summary}", vocabulary)
    hits = engine().find(query, "", "", LOOKED_AT, any_word=True) if query else []
    scores = {pk: score for pk, kind, _title, score in hits if kind in KINDS and pk != row.pk}
    topics = set(row.topics.split())
    others = SearchRow.objects.filter(pk__in=scores).exclude(about_model=row.about_model, about_id=row.about_id)
    for pk, its_topics in others.values_list("pk", "topics"):
        scores[pk] *= 1 + len(topics & set(its_topics.split()))
    present = set(others.values_list("pk", flat=True))
    best = sorted(present, key=lambda pk: (-scores[pk], pk))[:KEPT]
    with transaction.atomic():
        SearchNear.objects.filter(row=row).delete()
        SearchNear.objects.bulk_create(SearchNear(row=row, other_id=pk, place=place) for place, pk in enumerate(best))
        SearchRow.objects.filter(pk=row.pk).update(near_at=timezone.now())


def prepare_thing(instance):
    """The texts of one thing that was just published or changed."""
    for row in SearchRow.objects.of_thing(instance).filter(kind__in=KINDS, near_at=None):
        prepare(row)


def prepare_some():
    """The worker's job: texts that were never looked at, then those whose neighbours may have changed since."""
    old = Q(near_at=None) | Q(near_at__lt=timezone.now() - AGAIN)
    for row in SearchRow.objects.filter(old, kind__in=KINDS).order_by(F("near_at").asc(nulls_first=True), "pk")[
        :AT_ONCE
    ]:
        prepare(row)
