"""UnansweredSearch: what readers looked for in vain. Its words are written down only when several places asked the same."""

from datetime import timedelta

from django.db import DatabaseError, models
from django.db.models import F
from django.utils import timezone

from core.private import keyed_hash
from core.ratelimit import allow, network_of
from search.query import typed_words

SHOWN_FROM = 3  # occurrences; below that a query may be about one person, and nobody sees it
KEPT = timedelta(days=90)
DAY = 24 * 3600
MOST_A_DAY = 500  # of the whole site, so that a machine cannot fill the table


class UnansweredSearch(models.Model):
    """A query without results. `words` stays empty until it was counted SHOWN_FROM times."""

    key = models.CharField(max_length=40, unique=True, editable=False)
    words = models.CharField(max_length=100, blank=True, editable=False)
    count = models.PositiveIntegerField(default=0, editable=False)
    last_on = models.DateField("last asked", editable=False)

    class Meta:
        ordering = ["-count", "-last_on"]
        verbose_name = "search without results"
        verbose_name_plural = "searches without results"

    def __str__(self):
        return self.words or "not shown yet"


def count_unanswered(request, text):
    """Counts a query that found nothing, once a day for each network. Never spoils the answer to the reader."""
    words = " ".join(sorted(typed_words(text)))[:100]
    if not words or request.method != "GET":
        return
    try:
        if (
            allow("unanswered", f"{network_of(request)} {words}", 1, DAY).allowed
            and allow("unanswered", "all", MOST_A_DAY, DAY).allowed
        ):
            _count(keyed_hash("unanswered", words), " ".join(typed_words(text))[:100])
    except DatabaseError:
        pass  # a database that cannot be written to now: reading goes on


def _count(key, words):
    today = timezone.localdate()
    UnansweredSearch.objects.bulk_create([UnansweredSearch(key=key, last_on=today)], ignore_conflicts=True)
    mine = UnansweredSearch.objects.filter(key=key)
    mine.update(count=F("count") + 1, last_on=today)
    mine.filter(count__gte=SHOWN_FROM, words="").update(words=words)


def purge(now, dry_run=False):
    """Removes what nobody asked for 90 days; gives the number of rows."""
    over = UnansweredSearch.objects.filter(last_on__lt=(now - KEPT).date())
    return over.count() if dry_run else over.delete()[0]
