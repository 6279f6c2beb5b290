"""How far an issue is, in one sentence for the staff: sent, waiting, failed, speed, time left, and what holds it up."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.formats import date_format

from newsletter.issue import Status

LAST_MINUTE = timedelta(minutes=1)
NOT_TAKEN = "the mail server did not take the last ones ({}); they are tried again by themselves"
A_MOMENT = 5  # seconds; what is newer says nothing yet about the speed


class Progress(NamedTuple):
    """How far an issue is. `a_minute`: letters at the speed of the last minute, 0 unless it is being sent;
    `minutes_left`: None when nothing moves; `held_up`: why nothing moves although it is being sent."""

    sent: int
    waiting: int
    failed: int
    dropped: int
    a_minute: int = 0
    minutes_left: int | None = None
    held_up: str = ""

    def sentence(self) -> str:
        """For the staff: "1,200 sent, 300 waiting, 2 failed · 600 a minute · about 1 minute left"."""
        said = f"{self.sent:,} sent, {self.waiting:,} waiting, {self.failed:,} failed"
        if self.dropped:
            said += f", {self.dropped:,} left or paused meanwhile"
        if self.minutes_left is not None:
            minutes = "minute" if self.minutes_left == 1 else "minutes"
            said += f" · {self.a_minute:,} a minute · about {self.minutes_left:,} {minutes} left"
        return f"{said} · {self.held_up}" if self.held_up else said


def progress_of(issue, now=None) -> Progress:
    """Counted afresh; at most three queries, whatever the number of subscribers."""
    now = now or timezone.now()
    if issue.finished_at:
        return Progress(issue.sent_count, 0, issue.failed_count, 0)
    counts = dict(issue.deliveries.order_by().values_list("status").annotate(Count("pk")))
    counted = Progress(*(counts.get(status, 0) for status in ("sent", "waiting", "failed", "dropped")))
    if not counted.waiting or issue.status != Status.SENDING:
        return counted
    next_one = issue.deliveries.due(now).first()
    if next_one is None:
        return counted._replace(held_up=put_off_until(issue))
    if a_minute := speed_of(issue, now):
        return counted._replace(a_minute=a_minute, minutes_left=-(-counted.waiting // a_minute))
    return counted._replace(held_up=NOT_TAKEN.format(next_one.error) if next_one.error else "")


def speed_of(issue, now) -> int:
    """Letters a minute, by those of the last minute. It has begun later than that at times: then by the time since."""
    newest = issue.deliveries.filter(sent_at__gt=now - LAST_MINUTE).aggregate(number=Count("pk"), first=Min("sent_at"))
    if not newest["number"]:
        return 0
    seconds = max((now - newest["first"]).total_seconds(), A_MOMENT)
    return max(round(newest["number"] * 60 / seconds), 1)


def put_off_until(issue) -> str:
    """Everybody else has it: when those are tried again whose mail server said "later"."""
    later = issue.deliveries.waiting().aggregate(first=Min("not_before"))["first"]
    return f"the mail server puts them off; tried again {at_about(later)}" if later else ""


def at_about(moment: datetime) -> str:
    """The time of today, for people."""
    return f"at {date_format(timezone.localtime(moment), 'H:i')}"


def why_failed(issue) -> str:
    """The answers of the mail server, the most frequent first: "2 × 550 (refused by the mail server)"."""
    failed = issue.deliveries.filter(status="failed").order_by().values_list("error").annotate(number=Count("pk"))
    return ", ".join(f"{number:,} × {in_words(error)}" for error, number in failed.order_by("-number", "error")[:5])


def in_words(error: str) -> str:
    """What stands behind a code of the mail server, or the kind of error as it was noted."""
    if error[:1] == "5" and error.isdigit():
        return f"{error} (refused by the mail server)"
    if error[:1] == "4" and error.isdigit():
        return f"{error} (put off each time it was tried)"
    return error or "no reason noted"
