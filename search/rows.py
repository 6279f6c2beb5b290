"""SearchRow: what the index keeps of one public thing."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class SearchRowQuerySet(models.QuerySet):
    """What can be asked of the index."""

    def published(self, at=None):
        """Rows of things that are visible at a moment (default: now)."""
        at = at or timezone.now()
        started = Q(goes_live_at=None) | Q(goes_live_at__lte=at)
        return self.filter(started, Q(retires_at=None) | Q(retires_at__gt=at))

    def of_thing(self, instance):
        """The rows of one thing, by part."""
        return self.filter(about_model=instance._meta.label_lower, about_id=instance.pk)


class SearchRow(models.Model):
    """A copy for finding; the thing itself is the truth. Never holds private text."""

    about_model = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    part = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=200)
    topics = models.CharField(max_length=1000, blank=True)
    label = models.CharField(max_length=600, blank=True)  # a legal sentence is never cut
    mentions_product = models.BooleanField(default=False)
    goes_live_at = models.DateTimeField(null=True)
    retires_at = models.DateTimeField(null=True)
    picture = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=32, default="")
    changed_at = models.DateTimeField(default=timezone.now)
    near_at = models.DateTimeField(null=True)  # when its near texts were looked for; null: not since it changed

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about_model", "about_id", "part"], name="one_search_row_per_part_of_a_thing"
            )
        ]
        indexes = [models.Index(fields=["kind", "goes_live_at"], name="search_kind_live")]

    def __str__(self):
        return self.title
