"""What readers tell editors, never public: why they gave a rating, and mistakes they found. Gone after twelve months."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count
from django.utils import timezone

from articles.article import Article
from articles.rating import Rating
from articles.revision import Revision
from exercises.models import Exercise

KEPT = timedelta(days=365)
HURTS_BEFORE_FLAG = 3

GOOD = [
    ("clear", "Clear"),
    ("worked", "It worked for me"),
    ("pictures", "Good pictures"),
    ("length", "The right length"),
]
BAD = [
    ("hard", "Too hard"),
    ("picture", "A picture is unclear"),
    ("hurt", "It hurt more afterwards"),
    ("old", "Out of date"),
    ("other", "Not what I was looking for"),
]
WORDS = dict(GOOD + BAD)


class RatingReason(models.Model):
    """Why somebody gave their rating. `codes` are those of GOOD and BAD, parted by spaces."""

    rating = models.OneToOneField(Rating, models.CASCADE, related_name="reason")
    codes = models.CharField(max_length=120, blank=True)
    exercise = models.ForeignKey(Exercise, models.SET_NULL, null=True, related_name="+")
    more = models.CharField(max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self):
        return f"Reason {self.pk}"

    @property
    def in_words(self) -> list[str]:
        return [WORDS[code] for code in self.codes.split() if code in WORDS]


class MistakeReport(models.Model):
    """A mistake somebody found, and the text they read."""

    class Kind(models.TextChoices):
        FALSE = "false", "Something is not true"
        OLD = "old", "Something is out of date"
        PICTURE = "picture", "A picture does not fit the text"
        LINK = "link", "A link does not work"
        TYPING = "typing", "A typing mistake"

    article = models.ForeignKey(Article, models.CASCADE, related_name="mistakes")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="mistakes")
    kind = models.CharField(max_length=8, choices=Kind)
    what = models.TextField("what is wrong", max_length=600)
    reported_at = models.DateTimeField(default=timezone.now, db_index=True)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-reported_at"]

    def __str__(self):
        return f"Report {self.pk}"


def exercises_that_hurt():
    """Exercises that hurt more afterwards, said by at least HURTS_BEFORE_FLAG readers, with `times`."""
    hurt = RatingReason.objects.filter(codes__contains="hurt", exercise__isnull=False).order_by()
    often = hurt.values("exercise").annotate(times=Count("pk")).filter(times__gte=HURTS_BEFORE_FLAG)
    times = dict(often.values_list("exercise", "times"))
    exercises = list(Exercise.objects.filter(pk__in=times))
    for exercise in exercises:
        exercise.times = times[exercise.pk]
    return exercises


def purge_reasons(now, dry_run=False) -> int:
    """Removes what readers said about ratings more than twelve months ago."""
    over = RatingReason.objects.filter(said_at__lt=now - KEPT)
    return over.count() if dry_run else over.delete()[0]


def purge_reports(now, dry_run=False) -> int:
    """Removes reports of mistakes older than twelve months."""
    over = MistakeReport.objects.filter(reported_at__lt=now - KEPT)
    return over.count() if dry_run else over.delete()[0]
