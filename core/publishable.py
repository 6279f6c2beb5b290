"""Things that readers see during an interval: from `goes_live_at` until `retires_at`. No flags, no jobs."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from core.changes import PublicModel


class ThisMoment(models.Value):
    """The time at which a query is sent, not the one at which it was put together: such a query can be kept and reused."""

    def __init__(self):
        super().__init__(None, output_field=models.DateTimeField())

    def as_sql(self, compiler, connection):
        return "%s", [connection.ops.adapt_datetimefield_value(timezone.now())]


class PublishableQuerySet(models.QuerySet):
    """The editor's words for what is visible when."""

    def published(self, at=None):
        """Visible to readers at a moment (default: now). The only definition of "visible"."""
        at = at or ThisMoment()
        return self.filter(Q(retires_at=None) | Q(retires_at__gt=at), goes_live_at__lte=at)

    def scheduled(self, at=None):
        """Has a date and waits for it."""
        return self.filter(goes_live_at__gt=at or ThisMoment())

    def retired(self, at=None):
        """Was visible once and is no longer."""
        return self.filter(retires_at__lte=at or ThisMoment())


class Publishable(PublicModel):
    """Adds the interval to a model. An empty start means "not scheduled", an empty end means "no end"."""

    goes_live_at = models.DateTimeField(
        "goes live", null=True, blank=True, db_index=True, help_text="Leave empty and readers do not see it yet."
    )
    retires_at = models.DateTimeField(
        "retires",
        null=True,
        blank=True,
        help_text="Leave empty for no end. From this minute on readers no longer see it.",
    )

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(retires_at=None) | Q(goes_live_at=None) | Q(retires_at__gte=F("goes_live_at")),
                name="%(app_label)s_%(class)s_retires_after_going_live",
            )
        ]

    def clean(self):
        super().clean()
        if self.goes_live_at and self.retires_at and self.retires_at < self.goes_live_at:
            raise ValidationError({"retires_at": "It cannot retire before it goes live. Choose a later time."})

    def is_published(self, at=None) -> bool:
        """The Python twin of `published()`, for an instance in hand."""
        at = at or timezone.now()
        started = self.goes_live_at is not None and self.goes_live_at <= at
        return started and (self.retires_at is None or self.retires_at > at)

    def live_state(self) -> str:
        """One human sentence for lists, such as "Live since 7 July 2026"."""
        now = timezone.now()
        if self.retires_at and self.retires_at <= now:
            return f"Retired on {day(self.retires_at)}"
        if self.goes_live_at is None:
            return "Not published"
        if self.goes_live_at > now:
            return f"Goes live on {day(self.goes_live_at)}"
        return f"Live since {day(self.goes_live_at)}"


def day(moment) -> str:
    """A moment as readers write it: 7 July 2026."""
    return date_format(timezone.localtime(moment), "j F Y")
