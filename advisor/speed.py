"""How soon answers come: the promise, the median of the last answers, and whether the desk has room for more."""

from math import ceil
from statistics import median

from django.utils import timezone
from django.utils.formats import date_format

from advisor.models import Desk, Enquiry
from advisor.working_days import add_working_days, working_days_between

LAST = 30
ENOUGH = 10  # fewer answers say little; then the promise stands there instead
WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def last_answers() -> list[float]:
    """Working days from question to answer, for the last 30 answers at most."""
    rows = Enquiry.objects.filter(status="answered").order_by("-closed_at").values_list("received_at", "closed_at")
    return [working_days_between(received, closed) for received, closed in rows[:LAST]]


def sentence() -> str:
    """For readers: "Half of the last 30 questions were answered within two working days."."""
    days = last_answers()
    if len(days) < ENOUGH:
        return f"We answer within {counted(Desk.now().promised_days)}."
    return f"Half of the last {len(days)} questions were answered within {counted(max(1, ceil(median(days))))}."


def counted(days: int) -> str:
    """Working days in words: one working day, two working days, 12 working days."""
    number = WORDS[days] if 0 < days < len(WORDS) else str(days)
    return f"{number} working day{'' if days == 1 else 's'}"


def due_at(now=None):
    """When a question that comes now is promised to be answered."""
    return add_working_days(now or timezone.now(), Desk.now().promised_days)


def reopens_on(desk=None, now=None):
    """The day from which questions are taken again, or None while the desk is open."""
    now = now or timezone.now()
    desk = desk or Desk.now()
    today = timezone.localdate(now)
    if desk.closed_until and desk.closed_until > today:
        return desk.closed_until
    waiting = Enquiry.objects.filter(status="new")[: desk.room + 1].count()
    if waiting <= desk.room:
        return None
    days = max(1, -(-(waiting - desk.room) // desk.answers_a_day))
    return timezone.localdate(add_working_days(now, days))


def day_in_words(day) -> str:
    """Thursday, 14 May."""
    return date_format(day, "l, j F")
