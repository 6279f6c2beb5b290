"""Monday to Friday, as promised to askers. Pure: no database. Bank holidays are the owner's to close the form for."""

from datetime import datetime, timedelta

SATURDAY = 5


def is_working_day(day) -> bool:
    """True from Monday to Friday, for a date or a datetime."""
    return day.weekday() < SATURDAY


def add_working_days(moment: datetime, days: int) -> datetime:
    """The moment `days` working days later, at the same time of day. What comes at a weekend counts from Monday."""
    while not is_working_day(moment):
        moment += timedelta(days=1)
    for _ in range(days):
        moment += timedelta(days=1)
        while not is_working_day(moment):
            moment += timedelta(days=1)
    return moment


def working_days_between(start: datetime, end: datetime) -> float:
    """Working days from start to end, in days of 24 hours; 0 when end comes first."""
    if end <= start:
        return 0.0
    whole, rest = divmod((end - start).total_seconds(), 86_400)
    weeks, extra = divmod(int(whole), 7)
    count = float(weeks * 5)
    here = start
    for _ in range(extra):
        count += is_working_day(here)
        here += timedelta(days=1)
    return count + (rest / 86_400 if is_working_day(here) else 0.0)
