"""The one row that every process looks at: the edition of the page cache, and whether the demo is loaded."""

from typing import NamedTuple

from django.db import connection, models
from django.utils import timezone


class Now(NamedTuple):
    """What the row says at this moment."""

    edition: int
    demo_loaded: bool


class SiteState(models.Model):
    """A single row, made by the first migration; its number never goes down."""

    edition = models.PositiveBigIntegerField(default=1)
    demo_loaded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_site_state")]

    def __str__(self):
        return f"Edition {self.edition}"


def now() -> Now:
    """Asked once a request, therefore in plain SQL: the ORM would cost ten times as much."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT edition, demo_loaded_at IS NOT NULL FROM core_sitestate WHERE id = 1")
        row = cursor.fetchone()
    return Now(row[0], bool(row[1])) if row else Now(0, False)


def new_edition():
    """Every page kept by any process is old from now on."""
    if not SiteState.objects.filter(pk=1).update(edition=models.F("edition") + 1):
        SiteState.objects.get_or_create(pk=1)


def mark_demo_loaded():
    """From now on each page says that people, products and reviews are invented."""
    SiteState.objects.get_or_create(pk=1)
    SiteState.objects.filter(pk=1).update(demo_loaded_at=timezone.now(), edition=models.F("edition") + 1)
