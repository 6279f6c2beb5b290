"""What belongs to the desk as a whole: the owner's numbers, saved replies, missed warning signs."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.changes import PublicModel
from core.sanitiser import RichTextField


class Desk(PublicModel):
    """The owner's numbers; a single row, made when it is first needed."""

    advisor = models.ForeignKey(
        "articles.Author",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose face and name stand beside the ask form.",
    )
    promised_days = models.PositiveSmallIntegerField(
        "promised working days",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text="An answer is due this many working days after the question came.",
    )
    answers_a_day = models.PositiveSmallIntegerField(
        "answers a working day",
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
        help_text="How many the advisors can write together. When more wait than can be answered in the promised "
        "days, the form closes by itself until there is room again.",
    )
    closed_until = models.DateField(
        null=True, blank=True, help_text="For holidays: up to and without this day nobody can ask. Usually empty."
    )

    class Meta:
        verbose_name = "desk"
        verbose_name_plural = "the desk: promised days and holidays"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="there_is_one_desk")]

    def __str__(self):
        return "The desk"

    @classmethod
    def now(cls):
        """The row, or the owner's numbers as they are before anybody changed them. Writes nothing."""
        return cls.objects.select_related("advisor__portrait").filter(pk=1).first() or cls(pk=1)

    @property
    def room(self) -> int:
        """How many open questions can be answered in the promised days."""
        return self.promised_days * self.answers_a_day


class SavedReplyQuerySet(models.QuerySet):
    """The desk's words for saved replies."""

    def for_topic(self, topic_id):
        """Replies for a topic and those for all, the most used first."""
        return self.filter(Q(topic_id=topic_id) | Q(topic=None)).order_by("-used", "name")


class SavedReply(models.Model):
    """A piece of answer that is needed again and again. {first_name}, {topic} and {advisor} are filled in."""

    name = models.CharField(max_length=80, unique=True, help_text="How you find it, such as “Clicking without pain”.")
    text = RichTextField(help_text="You may write {first_name}, {topic} and {advisor}: they are filled in for you.")
    topic = models.ForeignKey(
        "topics.Topic", models.SET_NULL, null=True, blank=True, help_text="Leave empty for every topic."
    )
    used = models.PositiveIntegerField(default=0, editable=False)

    objects = SavedReplyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "saved replies"

    def __str__(self):
        return f"{self.name} (used {self.used} time{'' if self.used == 1 else 's'})"

    def count_use(self):
        """One more."""
        SavedReply.objects.filter(pk=self.pk).update(used=F("used") + 1)


class MissedSign(models.Model):
    """Wording that the phrase match did not catch: the list for its next change. Holds no person's text."""

    words = models.CharField(
        max_length=120, help_text="The wording in general terms, without anything about the person who asked."
    )
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    noted_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(
        "in the list since", null=True, blank=True, help_text="When the phrases of the repository were changed."
    )

    class Meta:
        ordering = ["-noted_at"]
        verbose_name = "missed warning sign"

    def __str__(self):
        return self.words
