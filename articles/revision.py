"""Revision: the text of an article at one time, and when readers see it. What can be done with it stands in steps.py."""

from content_editor.models import Region
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from articles.article import Article
from articles.author import Author
from articles.kinds import KINDS
from articles.rating import scores_of_revisions
from articles.review import GRACE, MONTHS, mistakes, months_later
from articles.sentence import StateInWords
from articles.settled import SettledOnceApproved
from articles.steps import Steps
from core.changes import PublicModel
from core.publishable import Publishable, PublishableQuerySet
from pictures.models import Picture

LONGEST_SUMMARY = 160


class Status(models.TextChoices):
    """How far a text is. Whether readers see it is told by its interval alone."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "Waiting for approval"
    RETURNED = "returned", "Returned"
    APPROVED = "approved", "Approved"


class RevisionQuerySet(PublishableQuerySet):
    """The editor's words for texts. `published()` needs no status: only an approved text has a date."""

    def being_written(self):
        """Not approved yet: at most one for each article."""
        return self.exclude(status=Status.APPROVED)

    def approved(self):
        """Fixed for ever, whether live, scheduled or past."""
        return self.filter(status=Status.APPROVED)

    def seen_by_readers(self):
        """Without those that were taken back before their time came."""
        return self.filter(Q(retires_at=None) | Q(retires_at__gt=F("goes_live_at")))

    def of_topics(self, topics):
        """Texts whose article is sorted under any of these topics."""
        through = Article.topics.through.objects.filter(topic__in=topics).order_by()
        return self.filter(article__in=through.values("article"))

    def by_author(self, author):
        """Texts whose article this author wrote, alone or with others."""
        return self.filter(article__authors=author)

    def newest_first(self):
        """By the date of first publication, as readers know it."""
        return self.order_by("-first_live_at", "-pk")

    def with_scores(self):
        """With `rating_average` (None without votes) and `rating_count` of the major version."""
        return self.annotate(**scores_of_revisions())

    def for_cards(self):
        """With what a card shows, in two more queries for any number of cards; newest first."""
        cards = self.select_related("article", "lead_picture").prefetch_related(
            "lead_picture__renditions", "article__topics"
        )
        return cards.with_scores().newest_first()

    def for_reading(self):
        """With what the head of the page shows; articles/reading.py adds the rest."""
        return self.select_related("article", "lead_picture", "reviewer").with_scores()

    def with_neighbours(self):
        """With what `state_sentence` needs to know of the article's other texts."""
        theirs = Revision.objects.filter(article=models.OuterRef("article")).seen_by_readers()
        live = theirs.published().order_by("-goes_live_at")
        coming = theirs.scheduled().order_by("goes_live_at")
        gone = theirs.retired().order_by("-retires_at")
        return self.annotate(
            live_since=models.Subquery(live.values("first_live_at")[:1]),
            live_until=models.Subquery(live.values("retires_at")[:1]),
            next_live_at=models.Subquery(coming.values("goes_live_at")[:1]),
            gone_at=models.Subquery(gone.values("retires_at")[:1]),
            withdrawn_because=models.Subquery(gone.values("withdrawn_reason")[:1]),
        )

    def review_overdue(self, today=None):
        """Live texts whose next review should have been; the longest overdue first."""
        today = today or timezone.localdate()
        return self.published().filter(next_review_on__lt=today).order_by("next_review_on")

    def newest_of_each_article(self):
        """One row an article: the text being written, else the newest approved one."""
        newer = Revision.objects.filter(article=models.OuterRef("article"), number__gt=models.OuterRef("number"))
        return self.filter(~models.Exists(newer))


class Revision(Steps, StateInWords, SettledOnceApproved, Publishable):
    """Numbered from 1 in each article. Blocks hang on it; once approved it and they stay as they are."""

    revision_path = "pk"
    blocks_at_hand = None  # the edit page has read them already, for its forms
    regions = [Region(key="main", title="Text")]

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(editable=False)
    title = models.CharField(max_length=120, help_text="What it is about, in words a reader would search for.")
    summary = models.CharField(
        max_length=LONGEST_SUMMARY,
        blank=True,
        help_text="One or two sentences for lists and search engines, 60 to 160 characters.",
    )
    lead_picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT, editable=False)
    planned_for = models.DateTimeField(
        "publish at", null=True, blank=True, help_text="Leave empty to publish as soon as it is approved."
    )
    first_live_at = models.DateTimeField("first published", null=True, blank=True, editable=False)
    displaced_end = models.DateTimeField(null=True, editable=False)  # of the predecessor, before this one cut it short
    major_number = models.PositiveIntegerField("major version", default=1, editable=False)
    is_major = models.BooleanField("major change", default=False, editable=False)
    raised_to_major = models.BooleanField(
        "treat as a major change",
        default=False,
        help_text="The site finds most major changes itself. Tick this when you think that it is one.",
    )
    change_title = models.CharField(
        "what changed, in a few words", max_length=100, blank=True, help_text="Readers see it on “What has changed”."
    )
    change_note = models.TextField(
        "what changed, in a sentence or two", max_length=600, blank=True, help_text="For readers and colleagues: why."
    )
    reviewer = models.ForeignKey(
        Author,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews",
        help_text="A qualified person other than the author who has checked this text.",
    )
    reviewed_on = models.DateField("reviewed on", null=True, blank=True)
    next_review_on = models.DateField(
        "next review", null=True, blank=True, help_text="Usually 24 months after the review, at most 36."
    )
    block_kinds = models.CharField(max_length=200, blank=True, editable=False)  # written when it is approved
    reading_minutes = models.PositiveSmallIntegerField(default=1, editable=False)  # likewise
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)  # part of the version that a form was made from
    writers = models.JSONField(default=list, editable=False)  # numbers of all accounts that changed this text
    proposed_at = models.DateTimeField(null=True, editable=False)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    returned_reason = models.TextField(max_length=1000, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    override_reason = models.TextField(max_length=1000, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_reason = models.TextField(max_length=1000, blank=True, editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = "article"
        ordering = ["-number"]
        permissions = [
            ("approve_revision", "Can approve, schedule and withdraw articles"),
            ("override_revision", "Can approve their own major change with a written reason"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["article", "number"], name="revisions_are_numbered_in_each_article"),
            models.UniqueConstraint(
                fields=["article"], condition=~Q(status="approved"), name="an_article_has_one_open_revision"
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(status="approved", retires_at=None),
                name="an_article_has_one_revision_without_end",
            ),
            models.CheckConstraint(
                condition=Q(status="approved", goes_live_at__isnull=False)
                | ~Q(status="approved") & Q(goes_live_at=None),
                name="only_an_approved_revision_has_a_date",
            ),
        ]
        indexes = [
            models.Index(fields=["-first_live_at"], name="revision_newest"),
            models.Index(fields=["article", "goes_live_at"], name="revision_of_article_live"),
            models.Index(fields=["-changed_at", "-id"], name="revision_changed_lately"),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """A draft is nobody's news: no edition starts. What readers see changes by steps only, and those announce."""
        with transaction.atomic():
            self._refuse_if_approved()
            super(PublicModel, self).save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Only what was never approved can be deleted; an article without any text goes with it."""
        with transaction.atomic():
            self._refuse_if_approved()
            result = super(PublicModel, self).delete(*args, **kwargs)
            if not self.article.revisions.exists():
                self.article.delete()
            return result

    def get_absolute_url(self):
        return self.article.get_absolute_url()

    @property
    def version_of(self) -> int:
        """What all versions of a text have in common, for lists that name each text once."""
        return self.article_id

    @property
    def is_approved(self) -> bool:
        return self.status == Status.APPROVED

    @property
    def has_future(self) -> bool:
        """It has not ended, nor was it taken back before its time came."""
        return self.retires_at is None or self.retires_at > max(timezone.now(), self.goes_live_at)

    @property
    def last_updated_at(self):
        """When this text went live, if it is not the first one; else None."""
        return self.goes_live_at if self.goes_live_at != self.first_live_at else None

    @cached_property
    def thread(self) -> list:
        """What colleagues said about it, the oldest first."""
        return list(self.comments.select_related("said_by"))

    @cached_property
    def open_flag(self):
        """The flag "needs a change" of its article, or None."""
        return self.article.flags.open().select_related("raised_by").first()

    @property
    def review_is_late(self) -> bool:
        """Past the grace period: readers are told."""
        return bool(self.next_review_on and self.next_review_on + GRACE < timezone.localdate())

    def clean(self):
        super().clean()
        if self.reviewed_on and not self.next_review_on:
            self.next_review_on = months_later(self.reviewed_on, MONTHS)
        wrong = mistakes(self, ())
        if wrong:
            raise ValidationError(wrong)

    def blocks_of_kind(self, kind: str) -> list:
        """The blocks of one kind, in their order."""
        return sorted(KINDS[kind].for_reading(self), key=lambda block: (block.ordering, block.pk))
