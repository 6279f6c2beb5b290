"""Issue: one letter to everybody who wants it, from the first draft to the last address. What can be done: issue_steps.py."""

from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article, Fact, RecipeBlock
from core.changes import PublicModel
from core.named import NamedThings
from core.publishable import day
from core.sanitiser import RichTextField
from core.slugs import SlugField
from newsletter.issue_steps import Steps
from products.models import Product
from topics.models import Topic


class Status(models.TextChoices):
    """How far an issue is."""

    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    SENDING = "sending", "Being sent"
    PAUSED = "paused", "Paused"
    STOPPED = "stopped", "Stopped"
    SENT = "sent", "Sent"


IN_THE_ARCHIVE = (Status.SENDING, Status.PAUSED, Status.SENT)


class IssueQuerySet(models.QuerySet):
    """The words of those who write letters."""

    def published(self, at=None):
        """In the archive: on its way or sent, not stopped and not withdrawn."""
        shown = self.filter(status__in=IN_THE_ARCHIVE, withdrawn_at=None)
        return shown.filter(started_at__lte=at or timezone.now()).order_by("-started_at", "-pk")

    def left_the_archive(self):
        """Stopped or withdrawn: readers could open it once."""
        return self.filter(Q(status=Status.STOPPED) | Q(withdrawn_at__isnull=False), started_at__isnull=False)

    def due(self, at=None):
        """Approved, and its time has come."""
        return self.filter(status=Status.APPROVED, send_at__lte=at or timezone.now()).order_by("send_at", "pk")

    def waiting_for(self, user):
        """Drafts with a day and something in them that this person wrote nothing of: they may approve them."""
        ready = self.filter(status=Status.DRAFT, send_at__isnull=False, picks__isnull=False)
        return self.filter(pk__in=[issue.pk for issue in ready if not issue.is_written_by(user)])

    def being_sent(self):
        """The worker is at it; paused ones are not."""
        return self.filter(status=Status.SENDING).order_by("started_at", "pk")

    def to_guard(self):
        """What readers see or will see."""
        return self.exclude(status__in=[Status.DRAFT, Status.STOPPED]).filter(withdrawn_at=None).order_by("pk")


class Issue(Steps, PublicModel):
    """A letter of picked things. Its words are those of the picked things on the day it is sent."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    subject = models.CharField(
        max_length=78, help_text="What it is about, as a person would say it: “Salmon, lentils and lemon”."
    )
    slug = SlugField()
    greeting = RichTextField(help_text="Two or three sentences, as you would write to a friend. No promises.")
    fact = models.ForeignKey(
        Fact, models.PROTECT, null=True, blank=True, related_name="+", help_text="A “Did you know?” for the end."
    )
    product = models.ForeignKey(
        Product,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Stands at the end with label and statement, in the publisher’s voice. Empty is fine.",
    )
    topics = NamedThings(
        Topic,
        blank=True,
        related_name="+",
        help_text="Who gets it: readers of these topics, and those who want everything. Empty means everybody.",
    )
    send_at = models.DateTimeField(
        "send on", null=True, blank=True, help_text="When the first letter leaves. It can be approved once this is set."
    )
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)  # when a person changed it at the desk
    writers = models.JSONField(default=list, editable=False)  # numbers of all accounts that changed this issue
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    queued_at = models.DateTimeField(null=True, editable=False)  # everybody who gets it is written down
    finished_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)  # taken out of the archive after it was sent
    sent_count = models.PositiveIntegerField(default=0, editable=False)  # written when it is done
    failed_count = models.PositiveIntegerField(default=0, editable=False)
    trouble = models.CharField(max_length=100, blank=True, editable=False)  # the kind of error, never an address
    sender = models.CharField(max_length=120, blank=True, editable=False)  # the worker that is at it
    sender_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        permissions = [("approve_issue", "Can approve, pause and stop an issue that somebody else wrote")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT)
                | Q(approved_by__isnull=False, send_at__isnull=False)
                | Q(status=Status.SENT, queued_at=None),  # brought in: no letter left
                name="an_issue_leaves_only_after_approval",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(changed_by=None) | ~Q(approved_by=F("changed_by")),
                name="nobody_approves_their_own_issue",
            ),
        ]
        indexes = [models.Index(fields=["status", "send_at"], name="issue_due")]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("newsletter:issue", args=[self.slug])

    def clean(self):
        super().clean()
        if any(letter in self.subject for letter in "\r\n"):
            raise ValidationError({"subject": "A subject is one line."})
        if self.product_id and not self.product.is_published():
            raise ValidationError({"product": "Readers cannot open this product now. Choose another one, or none."})

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def is_in_the_archive(self) -> bool:
        """The Python twin of `published()`."""
        return self.status in IN_THE_ARCHIVE and self.withdrawn_at is None

    def is_overdue(self) -> bool:
        """Its time has passed: once approved, it leaves at once."""
        return self.send_at is not None and self.send_at <= timezone.now()

    def leaves(self) -> str:
        """When an approved issue leaves, as a sentence of the desk."""
        if self.is_overdue():
            return "Leaves within a minute"
        at = timezone.localtime(self.send_at)
        return f"Leaves on {day(at)} at {date_format(at, 'H:i')}"

    def state(self) -> str:
        """One sentence for lists."""
        if self.withdrawn_at:
            return f"Sent on {day(self.started_at)}, withdrawn on {day(self.withdrawn_at)}"
        return {
            Status.DRAFT: f"Draft{f', {self.trouble}' if self.trouble else ''}",
            Status.APPROVED: self.leaves(),
            Status.SENDING: "Being sent",
            Status.PAUSED: f"Paused{f': {self.trouble}' if self.trouble else ''}",
            Status.STOPPED: "Stopped",
            Status.SENT: f"Sent on {day(self.started_at)}" if self.started_at else "Sent",
        }[Status(self.status)]


class Pick(models.Model):
    """An article, a recipe or a question in an issue."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="picks")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")
    recipe = models.ForeignKey(RecipeBlock, models.CASCADE, null=True, blank=True, related_name="+")
    question = models.ForeignKey("advisor.Question", models.CASCADE, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=10)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, recipe=None, question=None)
                | Q(article=None, recipe__isnull=False, question=None)
                | Q(article=None, recipe=None, question__isnull=False),
                name="a_pick_is_one_thing",
            )
        ]

    def __str__(self):
        return f"Pick {self.pk or ''}".strip()

    def clean(self):
        super().clean()
        if sum(1 for name in ("article_id", "recipe_id", "question_id") if getattr(self, name)) != 1:
            raise ValidationError("Choose one thing in each row: an article, a recipe or a question.")

    def validate_constraints(self, exclude=None):
        """clean() says it in better words, and one sentence is enough; the database still holds it."""
