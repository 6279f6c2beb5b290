"""Enquiry: a private question with everything the desk needs, its notes and its log. No public view ever reads it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from advisor.models.enquiry_steps import EnquirySteps, TooLate
from core.publishable import day
from core.sanitiser import RichTextField

__all__ = ["Enquiry", "EnquiryEvent", "EnquiryNote", "TooLate"]

CONSENT_WORDING = 1  # raised whenever the words of the boxes in forms.py change


class Status(models.TextChoices):
    """Where a question stands. Only the steps of enquiry_steps.py change it."""

    HELD = "held", "Held (spam?)"
    NEW = "new", "New"
    WAITING = "waiting", "Waiting for the asker"
    ANSWERED = "answered", "Answered"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DELETED = "deleted", "Deleted as spam"


OPEN = (Status.NEW, Status.WAITING)


class Urgency(models.IntegerChoices):
    """What the phrase match made of the text; the desk is sorted by it."""

    NONE = 0, "None found"
    NEGATED = 1, "Perhaps, negated"
    SEE_SOON = 2, "See someone soon"
    SAME_DAY = 3, "Same day"
    EMERGENCY = 4, "Emergency"


class HowLong(models.TextChoices):
    """How long it has been there."""

    DAYS = "days", "A few days"
    WEEKS = "weeks", "A few weeks"
    MONTHS = "months", "Some months"
    YEARS = "years", "A year or more"


class DeclineReason(models.TextChoices):
    """Why a question gets no answer."""

    SEE_SOMEONE = "see_someone", "Somebody has to examine this"
    UNDER_18 = "under_18", "About somebody under 18"
    NOT_OUR_FIELD = "not_our_field", "Not about muscles or joints"
    MEDICINES = "medicines", "A pharmacist or doctor must look at the medicines"
    NOT_CLEAR = "not_clear", "We could not understand it"
    NO_TIME = "no_time", "Not answered in time"


class EnquiryQuerySet(models.QuerySet):
    """The desk's words for its queues."""

    def open(self):
        """Somebody still has to do something: new or waiting for the asker."""
        return self.filter(status__in=OPEN)

    def overdue(self, now=None):
        """New and past their day. The clock stands still while we wait for the asker."""
        return self.filter(status=Status.NEW, due_at__lt=now or timezone.now())

    def held_by(self, user, now=None):
        """Open questions that somebody has claimed and not lost yet."""
        return self.open().filter(claimed_by=user, claimed_until__gt=now or timezone.now())

    def to_publish(self):
        """Answered, with consent, still readable and without a live public text."""
        return self.filter(
            Q(public__isnull=True) | Q(public__goes_live_at=None),
            status=Status.ANSWERED, publish_consent_at__isnull=False, erased_at=None, pointed_to=None,
        )  # fmt: skip

    def worklist(self):
        """Warning signs first, then what is due first."""
        return self.order_by("-urgency", "due_at", "pk")

    def readable(self):
        """Whose words are still kept."""
        return self.filter(erased_at=None)


class Enquiry(EnquirySteps, models.Model):
    """One private question. `str()` is its number and date, because the admin's history keeps that for ever."""

    Status, Urgency, HowLong, DeclineReason = Status, Urgency, HowLong, DeclineReason

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission_key = models.UUIDField(unique=True, editable=False, help_text="One form, one question.")
    link_version = models.PositiveIntegerField(default=1, editable=False)
    status = models.CharField(max_length=9, choices=Status, default=Status.NEW, editable=False)
    received_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(editable=False)
    closed_at = models.DateTimeField(
        null=True, editable=False, help_text="When it was answered, declined or withdrawn; retention counts from here."
    )
    erased_at = models.DateTimeField(null=True, editable=False, help_text="Since when only this tombstone is left.")

    # what the asker wrote: gone after erasing
    question = models.CharField(max_length=120)
    details = models.TextField(max_length=2000)
    additions = models.TextField(blank=True, help_text="What the asker added while waiting.")
    topic = models.ForeignKey("topics.Topic", models.PROTECT, related_name="+")
    how_long = models.CharField(max_length=6, choices=HowLong, blank=True)
    pregnant = models.BooleanField(default=False)
    blood_thinners = models.BooleanField(default=False)
    joint_surgery = models.BooleanField(default=False)
    first_name = models.CharField(max_length=60, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    article = models.ForeignKey("articles.Article", models.SET_NULL, null=True, blank=True, related_name="+")
    author = models.ForeignKey("articles.Author", models.SET_NULL, null=True, blank=True, related_name="+")

    # what the asker agreed to
    consent_wording = models.PositiveSmallIntegerField(default=CONSENT_WORDING, editable=False)
    health_consent_at = models.DateTimeField(editable=False)
    publish_consent_at = models.DateTimeField(null=True, editable=False)

    # what the phrase match found; `signs` and `negated_signs` are ids of red_flags.py, parted by spaces
    urgency = models.PositiveSmallIntegerField("warning sign", choices=Urgency, default=Urgency.NONE, editable=False)
    signs = models.CharField(max_length=300, blank=True, editable=False)
    negated_signs = models.CharField(max_length=300, blank=True, editable=False)
    held_because = models.CharField(max_length=80, blank=True, editable=False)

    # one question back, and its reply
    asked_back = models.TextField(max_length=600, blank=True, editable=False)
    asked_back_at = models.DateTimeField(null=True, editable=False)
    reply = models.TextField(max_length=600, blank=True, editable=False)
    replied_at = models.DateTimeField(null=True, editable=False)

    # the answer: a draft until `closed_at`
    answer = RichTextField(blank=True, help_text="Only the asker reads this, on the private page.")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    advisor = models.ForeignKey("articles.Author", models.SET_NULL, null=True, editable=False, related_name="+")
    pointed_to = models.ForeignKey("advisor.Question", models.SET_NULL, null=True, editable=False, related_name="+")
    decline_reason = models.CharField(max_length=13, choices=DeclineReason, blank=True, editable=False)
    helped = models.BooleanField(null=True, editable=False)

    # who is writing at this moment: two fields and no state, so the claim lapses by itself
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "question to the desk"
        verbose_name_plural = "questions to the desk"
        permissions = [("view_report", "Can see the desk's report")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, status__in=[Status.HELD, Status.NEW, Status.WAITING])
                | Q(closed_at__isnull=False, status__in=["answered", "declined", "withdrawn", "deleted"]),
                name="an_enquiry_is_closed_exactly_when_its_status_says_so",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(
                    question="",
                    details="",
                    additions="",
                    first_name="",
                    email="",
                    asked_back="",
                    reply="",
                    answer="",
                    signs="",
                    negated_signs="",
                ),
                name="an_erased_enquiry_holds_no_words",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.DECLINED) | ~Q(decline_reason=""), name="a_declined_enquiry_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-urgency", "due_at"], name="enquiry_worklist"),
            models.Index(fields=["status", "closed_at"], name="enquiry_closed"),
            models.Index(fields=["claimed_by", "claimed_until"], name="enquiry_claims"),
            models.Index(fields=["status", "topic"], name="enquiry_topic"),
            models.Index(fields=["received_at"], name="enquiry_received"),
            models.Index(fields=["email"], condition=~Q(email=""), name="enquiry_email"),
            models.Index(
                fields=["closed_at"],
                condition=Q(status="answered", publish_consent_at__isnull=False, erased_at=None),
                name="enquiry_may_be_published",
            ),
            models.Index(fields=["status", "closed_at"], condition=Q(erased_at=None), name="enquiry_still_readable"),
            models.Index(fields=["erased_at"], condition=Q(erased_at__isnull=False), name="enquiry_erased"),
        ]

    def __str__(self):
        return f"No. {self.pk}, {day(self.received_at)}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def answered_at(self):
        """When the answer was sent, or None."""
        return self.closed_at if self.status == Status.ANSWERED else None

    @property
    def applies(self) -> list[str]:
        """The ticked boxes in words."""
        words = {
            "pregnant": "Pregnant or breast-feeding",
            "blood_thinners": "Takes blood thinners",
            "joint_surgery": "Has had joint surgery",
        }
        return [text for name, text in words.items() if getattr(self, name)]

    def claimed_by_other(self, user, now=None) -> bool:
        """True while somebody else holds it."""
        return bool(
            self.claimed_by_id and self.claimed_by_id != user.pk and self.claimed_until > (now or timezone.now())
        )


class EnquiryEvent(models.Model):
    """One line of the log: what happened, who did it and when. Never any words of the asker."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="events")
    what = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.what}, {day(self.at)}"


class EnquiryNote(models.Model):
    """An internal note of the desk; goes with the private text."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="notes")
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Note of {day(self.at)}"
