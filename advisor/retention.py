"""What is kept until when: the policy in force, in days, and the purge that applies it."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from advisor.erasing import empty, wipe_file
from advisor.models import Enquiry
from core.worker import JobRun

DAYS = {"address": 30, "text": 90, "spam": 7, "unanswered": 60, "warning": 10} | getattr(
    settings, "QUESTION_RETENTION_DAYS", {}
)
CLOSED = ["answered", "declined", "withdrawn", "deleted"]
AT_ONCE = 500  # rows in one transaction, so that no reader waits for the purge


def days(name) -> timedelta:
    """A period of the policy."""
    return timedelta(days=DAYS[name])


def address_until(enquiry):
    """When the address goes, or None while it is not known."""
    return enquiry.closed_at and enquiry.closed_at + days("address")


def text_until(enquiry):
    """When question and answer go: after closing, or when an unanswered question has waited too long."""
    return enquiry.closed_at + days("text") if enquiry.closed_at else enquiry.received_at + days("unanswered")


def policy() -> list[tuple[str, str]]:
    """The policy in force, in words, for the privacy page and the private page."""
    return [
        ("Your e-mail address", f"{DAYS['address']} days after the answer"),
        ("Your question and the private answer", f"{DAYS['text']} days after the answer"),
        ("A question that nobody answered", f"{DAYS['unanswered']} days; you get a letter"),
        ("Spam", f"{DAYS['spam']} days"),
        ("Counters against misuse (no addresses, only scrambled numbers)", "a day"),
    ]


def last_run():
    """When the policy was last applied, or None."""
    return JobRun.objects.filter(name="retention").values_list("started_at", flat=True).first()


def note_run():
    """Remembers that the policy was applied now."""
    JobRun.objects.update_or_create(name="retention", defaults={"started_at": timezone.now()})


def purge_addresses(now, dry_run=False) -> int:
    """E-mail address and first name of closed questions."""
    over = Enquiry.objects.readable().filter(
        ~Q(email="") | ~Q(first_name=""), status__in=CLOSED, closed_at__lt=now - days("address")
    )
    return over.count() if dry_run else over.update(email="", first_name="")


def purge_texts(now, dry_run=False) -> int:
    """Words of closed questions: a tombstone stays."""
    return _emptied(Enquiry.objects.readable().filter(status__in=CLOSED, closed_at__lt=now - days("text")), dry_run)


def purge_spam(now, dry_run=False) -> int:
    """What a person called spam, a week later. What is only suspected waits for a person."""
    return _emptied(Enquiry.objects.readable().filter(status="deleted", closed_at__lt=now - days("spam")), dry_run)


def purge_unanswered(now, dry_run=False) -> int:
    """Open and held questions after 60 days: the asker gets a letter that we could not answer, then the words go."""
    over = Enquiry.objects.readable().filter(closed_at=None, received_at__lt=now - days("unanswered"))
    if dry_run:
        return over.count()
    given_up = [enquiry.pk for enquiry in over[:AT_ONCE] if enquiry.give_up()]
    empty(given_up)
    wipe_file()
    return len(given_up)


def _emptied(rows, dry_run):
    if dry_run:
        return rows.count()
    count = 0
    while keys := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        count += empty(keys)
    wipe_file()
    return count
