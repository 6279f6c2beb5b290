"""SearchRow: what the index keeps of one public thing."""

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils import timezone

MOST_WORDS = 8
LONGEST = 200  # characters of a query that are looked at


def words_of(query: str) -> list[str]:
    """The words of a query: at most MOST_WORDS, each at least two characters, NUL and punctuation gone."""
    text = "".join(letter if letter.isalnum() or letter in "'-" else " " for letter in query[:LONGEST])
    return [word for word in text.lower().split() if len(word) > 1][:MOST_WORDS]


class SearchRowQuerySet(models.QuerySet):
    """What can be asked of the index."""

    def published(self, at=None):
        """Rows of things that are visible at a moment (default: now)."""
        at = at or timezone.now()
        started = Q(goes_live_at=None) | Q(goes_live_at__lte=at)
        return self.filter(started, Q(retires_at=None) | Q(retires_at__gt=at))

    def matching(self, query):
        """Rows that hold every word in title or summary, titles first. A query without words finds nothing."""
        words = words_of(query)
        if not words:
            return self.none()
        rows = self
        for word in words:
            rows = rows.filter(Q(title__icontains=word) | Q(summary__icontains=word))
        in_title = Q(*[Q(title__icontains=word) for word in words])
        rank = Case(When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField())
        return rows.annotate(rank=rank).order_by("rank", "title", "pk")

    def titled(self, query):
        """Rows whose title holds every word typed so far."""
        words = words_of(query)
        return self.filter(*[Q(title__icontains=word) for word in words]).order_by("title") if words else self.none()

    def of_kind(self, kind):
        """Only one kind; an empty kind means all."""
        return self.filter(kind=kind[:20].replace("\x00", "")) if kind else self

    def of_topic(self, slug):
        """Only one topic; an empty slug means all."""
        return self.filter(topics__contains=f"|{slug[:120]}|".replace("\x00", "")) if slug else self


class SearchRow(models.Model):
    """A copy for finding; the thing itself is the truth. Never holds private text."""

    about_model = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=200)
    topics = models.CharField(max_length=1000, blank=True)
    label = models.CharField(max_length=300, blank=True)
    goes_live_at = models.DateTimeField(null=True)
    retires_at = models.DateTimeField(null=True)

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about_model", "about_id"], name="one_search_row_per_thing")]
        indexes = [models.Index(fields=["kind", "goes_live_at"], name="search_kind_live")]

    def __str__(self):
        return self.title
