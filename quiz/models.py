"""Quiz with its questions, options, bands and messages. How a score is reckoned stands in scoring.py, not here."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.addresses import address_changed
from core.changes import PublicModel
from core.named import NamedThings
from core.publishable import Publishable, PublishableQuerySet
from core.sanitiser import RichTextField
from core.slugs import SlugField
from exercises.models import Exercise
from pictures.models import Picture
from products import guard
from quiz.counts import Count
from search.index import NEVER, Document
from topics.models import Topic

__all__ = ["Band", "Count", "Item", "Message", "Option", "Quiz"]
LINES = "One per line."


class Level(models.TextChoices):
    """How urgent a message is, the most urgent first."""

    EMERGENCY = "emergency", "Emergency: 999 or A&E now"
    SAME_DAY = "same_day", "Get help today"
    SEE_SOON = "see_soon", "See someone soon"
    NOTE = "note", "A note above the result"


class QuizQuerySet(PublishableQuerySet):
    """The editor's words for quizzes."""

    def for_cards(self):
        """With what a card shows."""
        return self.select_related("picture").prefetch_related("picture__renditions")

    def promoted_for(self, topics):
        """Quizzes that any of these topics promotes."""
        return self.filter(topics__in=topics).distinct()


class Quiz(Publishable):
    """A self-quiz. Its edition is a digest of questions and options (sheet.py), so that it cannot lag behind."""

    title = models.CharField(max_length=80, help_text="A question works well: “How flexible are you?”")
    slug = SlugField()
    promise = models.CharField(
        max_length=200,
        help_text="One or two sentences for the blue band and for search engines. Promise no more than it does.",
    )
    introduction = RichTextField(
        help_text="What the reader is in for: how many questions, what is needed, what comes out."
    )
    safety = RichTextField(
        blank=True, help_text="For all movements; stands on the start page. Each question has a warning of its own."
    )
    minutes = models.PositiveSmallIntegerField(
        default=6, validators=[MinValueValidator(1), MaxValueValidator(60)], help_text="How long it takes, roughly."
    )
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    topics = models.ManyToManyField(
        Topic,
        blank=True,
        related_name="quizzes",
        verbose_name="promoted by",
        help_text="These topics show the blue band.",
    )
    full_marks = models.PositiveSmallIntegerField(
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text="The highest score, such as 24.",
    )
    minimum_answers = models.PositiveSmallIntegerField(
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="With fewer scored answers there is no score, only general advice.",
    )
    without_score = RichTextField(
        blank=True, help_text="What a reader gets who skipped too much for a score. Kind and useful."
    )

    reviewed_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)

    objects = QuizQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["title"]
        verbose_name_plural = "quizzes"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(full_marks__gte=1, minimum_answers__gte=1), name="a_quiz_has_marks_and_a_minimum"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("quiz:start", args=[self.slug])

    def save(self, *args, **kwargs):
        before = Quiz.objects.filter(pk=self.pk).only("slug").first() if self.pk else None
        super().save(*args, **kwargs)
        if before and before.slug != self.slug:
            address_changed(before.get_absolute_url(), self.get_absolute_url())

    def describe_for_search(self):
        """What the search index keeps of a quiz."""
        return Document(
            kind="quiz",
            title=self.title,
            summary=self.promise,
            body=self.introduction,
            url=self.get_absolute_url(),
            topics=tuple(self.topics.values_list("slug", flat=True)),
            goes_live_at=self.goes_live_at or NEVER,
            retires_at=self.retires_at,
            picture=self.picture.file.url if self.picture else "",
        )


class Item(PublicModel):
    """One question. A gate comes before the movements and is not counted as a question."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField("heading", max_length=300, help_text="What to do, or the question itself.")
    ask = models.CharField(
        "question above the answers", max_length=200, blank=True, help_text="Empty: the heading is the question."
    )
    how = models.TextField(blank=True, help_text="How exactly: chair, feet, breath. Plain words.")
    safety = models.CharField("take care", max_length=300, blank=True, help_text="When to leave it out, when to stop.")
    area = models.CharField(max_length=60, blank=True, help_text="How the result names it: “Backs of the legs”.")
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    scored = models.BooleanField(default=True, help_text="Untick it for a question that only leads to a message.")
    gate = models.BooleanField(
        "safety gate", default=False, help_text="Comes before the movements. It cannot be skipped and has no points."
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "question"
        constraints = [
            models.CheckConstraint(condition=Q(gate=False) | Q(scored=False), name="a_gate_is_not_scored"),
        ]

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        return self.quiz.get_absolute_url()

    def clean(self):
        super().clean()
        if self.gate and self.scored:
            raise ValidationError({"scored": "A safety gate has no points. Untick one of the two."})


class Option(PublicModel):
    """One answer. Without points it counts as not answered, never as zero."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="options")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=200)
    points = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(100)], help_text="Empty: not counted in either direction."
    )
    flag = models.SlugField(
        "leads to the message", max_length=40, blank=True, help_text="The short name of a message of this quiz."
    )

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.label


class Band(PublicModel):
    """A result. It has only its first score and reaches to the next band, so that gaps cannot exist."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="bands")
    first_score = models.PositiveSmallIntegerField(
        "from", help_text="The lowest score of this band; the first band starts at 0."
    )
    title = models.CharField(max_length=80, help_text="Never pass or fail: “Moving well, with a tight spot or two”.")
    text = RichTextField(help_text="What it means and what helps. No diagnosis, no comparison with others.")
    tight_areas = models.PositiveSmallIntegerField(
        "names tight areas",
        default=0,
        validators=[MaxValueValidator(5)],
        help_text="How many of the lowest areas the result names. 0 for none.",
    )
    exercises = NamedThings(Exercise, blank=True, related_name="+", help_text="Ready as a guided session.")
    articles = NamedThings("articles.Article", blank=True, related_name="+", verbose_name="articles to read next")

    class Meta:
        ordering = ["first_score"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "first_score"], name="two_bands_never_start_at_the_same_score"),
        ]

    def __str__(self):
        return self.title

    @property
    def stands_in(self):
        return self.quiz

    def clean(self):
        super().clean()
        if self.quiz_id:
            guard.refuse_when_live(self, "text", dated=self.quiz)


class Message(PublicModel):
    """What certain answers lead to: a care card or a note. Nothing is sold beside one."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="messages")
    flag = models.SlugField("short name", max_length=40, help_text="Answers point at it: urgent_stop, falls_note …")
    level = models.CharField(max_length=10, choices=Level, default=Level.NOTE)
    title = models.CharField(max_length=100, help_text="Says in words how urgent it is: “Please get help first”.")
    text = RichTextField()
    phones = models.CharField(
        "numbers to call", max_length=60, blank=True, help_text="Shown as buttons, parted by commas: 999, 111"
    )
    overrides = models.BooleanField("replaces the result", default=False, help_text="Readers see this and no score.")
    stops = models.BooleanField(
        "ends the quiz", default=False, help_text="No further question comes after this answer."
    )
    list_title = models.CharField(
        "heading of its list", max_length=80, blank=True, help_text="For a safety gate: “List 1: get help first”."
    )
    signs = models.TextField("its list", blank=True, help_text="For a safety gate: the signs in full. " + LINES)
    exercises = NamedThings(
        Exercise,
        blank=True,
        related_name="+",
        help_text="Suggested instead of the band’s exercises; empty leaves those.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "flag"], name="a_flag_has_one_message"),
            models.CheckConstraint(
                condition=Q(stops=False) | Q(overrides=True), name="what_ends_the_quiz_replaces_the_result"
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.stops and not self.overrides:
            raise ValidationError({"overrides": "What ends the quiz leaves no result. Tick “replaces the result” too."})

    @property
    def stands_in(self):
        return self.quiz

    @property
    def sign_list(self) -> list[str]:
        return [line.strip() for line in self.signs.splitlines() if line.strip()]

    @property
    def phone_list(self) -> list[str]:
        return [number.strip() for number in self.phones.split(",") if number.strip()]
