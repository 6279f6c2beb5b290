"""Anonymous counts: how often a band came out and an option was chosen, per day. Never who, never together."""

from django.db import connection, models
from django.utils import timezone

from core.private import keyed_hash
from core.ratelimit import RateCount

DAY = timezone.timedelta(days=1)


class Count(models.Model):
    """One number of one day. `what` is "band:<pk>", "option:<pk>", "skip:<item pk>", or "no-score"."""

    quiz = models.ForeignKey("quiz.Quiz", models.CASCADE, related_name="counts")
    day = models.DateField()
    what = models.CharField(max_length=40)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quiz", "day", "what"], name="one_count_a_day")]

    def __str__(self):
        return f"{self.what} on {self.day}"


def count_once(quiz_id: int, nonce: str, whats: list[str]):
    """Adds one to each of `whats` today, once for a round of the quiz however often its last page is sent again.

    Two statements whatever the number of answers. The round's random number is kept as a keyed hash for a day.
    """
    if whats and _first_time(nonce):
        _add_one(quiz_id, timezone.localdate(), sorted(set(whats)))


def _first_time(nonce) -> bool:
    """One insert decides; the other copies of a request find the row there."""
    names = connection.ops.quote_name
    table = names(RateCount._meta.db_table)
    columns = ", ".join(map(names, ("key", "count", "ends_at")))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) VALUES (%s, 1, %s) ON CONFLICT DO NOTHING",  # noqa: S608 (our own names)
            [keyed_hash("quiz-round", nonce), timezone.now() + DAY],
        )
        return cursor.rowcount == 1


def _add_one(quiz_id, day, whats):
    """An upsert that adds, which bulk_create() cannot say."""
    names = connection.ops.quote_name
    table = names(Count._meta.db_table)
    quiz, date, what, number = map(names, ("quiz_id", "day", "what", "number"))
    rows = ", ".join(["(%s, %s, %s, 1)"] * len(whats))
    values = [value for one in whats for value in (quiz_id, day, one)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({quiz}, {date}, {what}, {number}) VALUES {rows} "  # noqa: S608 (our own names)
            f"ON CONFLICT ({quiz}, {date}, {what}) DO UPDATE SET {number} = {table}.{number} + 1",
            values,
        )
