"""The dates of an export, and which of them are believed."""

from datetime import UTC, datetime

YEARS = range(1970, 3000)  # of a date that is believed


def moment(date):
    """A date of an export; None when it has none or one of a year that no site of ours can have."""
    try:
        at = datetime.strptime(date, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return at if at.year in YEARS else None


def is_far(date) -> bool:
    """Whether the year comes after every year that is believed."""
    year = date.partition("-")[0]
    return year.isdecimal() and (len(year) > 4 or int(year) >= YEARS.stop)
