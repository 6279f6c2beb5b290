"""How the loaders write: what is there already stays as somebody may have changed it; only what is missing is added."""

from datetime import date, datetime, time

from django.utils import timezone

BREAKFAST = time(7, 0)


def add(model, fields, **key):
    """(row, is it new?). `key` finds the row, `fields` are used only when it has to be made; ValidationError if wrong."""
    row = model.objects.filter(**key).first()
    if row:
        return row, False
    row = model(**key, **fields)
    row.full_clean(validate_unique=False)
    row.save()
    return row, True


def moment(day: str):
    """Seven in the morning, local time, of a day such as "2026-07-07"."""
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), BREAKFAST))


def lines(texts) -> str:
    """One per line, as the text areas of the staff pages have it."""
    return "\n".join(texts)
