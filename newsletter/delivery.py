"""Delivery: one issue for one subscriber. A constraint holds that nobody gets it twice. How far it is: progress.py."""

from datetime import timedelta

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from newsletter.issue import Issue
from newsletter.subscriber import Subscriber

CHUNK = 2000  # rows written in one transaction
KEPT = timedelta(days=90)  # after that only the numbers of an issue are kept
NOTE_SENT = """
UPDATE newsletter_delivery SET status = 'sent', sent_at = %s, tries = tries + 1, error = ''
WHERE id = %s AND status = 'waiting'
"""


class DeliveryQuerySet(models.QuerySet):
    """Who has it and who waits."""

    def waiting(self):
        """Still to be sent."""
        return self.filter(status="waiting")

    def due(self, at=None):
        """To be sent now, in the order of sign-up."""
        return self.waiting().filter(not_before__lte=at or timezone.now()).order_by("pk")


class Delivery(models.Model):
    """`tries`: how often the mail server was asked. `error`: its code, never its words."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        DROPPED = "dropped"  # left or paused meanwhile

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="+")
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=60, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "subscriber"], name="nobody_gets_an_issue_twice"),
        ]
        indexes = [
            models.Index(fields=["issue", "status", "id"], name="delivery_waiting"),
            models.Index(fields=["issue", "sent_at"], name="delivery_speed"),
        ]

    def __str__(self):
        return f"Delivery {self.pk}"


def note_sent(delivery):
    """The note behind each letter, in ready words: Django would think about the same sentence 100,000 times."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(NOTE_SENT, [now, delivery.pk])


def receivers_of(issue, at):
    """Who gets an issue that starts at a moment: everybody reachable who had confirmed by then, of its topics or without a choice."""
    people = Subscriber.objects.reachable(at).filter(confirmed_at__lte=at)
    topics = list(issue.topics.values_list("pk", flat=True))
    if not topics:
        return people
    chosen = Subscriber.topics.through.objects
    fits = Q(pk__in=chosen.filter(topic__in=topics).values("subscriber"))
    return people.filter(fits | ~Q(pk__in=chosen.values("subscriber")))


def write_down_receivers(issue):
    """One row for each receiver, in chunks and in constant memory. Safe to kill: it goes on where it was."""
    last = issue.deliveries.order_by("-subscriber_id").values_list("subscriber_id", flat=True).first() or 0
    while True:
        rest = receivers_of(issue, issue.started_at).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
        chunk = list(rest[:CHUNK])
        if not chunk:
            break
        rows = [Delivery(issue=issue, subscriber_id=pk) for pk in chunk]
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        last = chunk[-1]
    Issue.objects.filter(pk=issue.pk).update(queued_at=timezone.now())
    issue.refresh_from_db(fields=["queued_at"])


def purge(now, dry_run=False) -> int:
    """Who got what is forgotten 90 days after an issue was done; gives the number of rows."""
    over = Delivery.objects.filter(issue__finished_at__lt=now - KEPT)
    return over.count() if dry_run else over.delete()[0]
