"""Exercise: one movement with everything the page and the guided session need. Durations are seconds."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.addresses import address_changed
from core.publishable import Publishable, PublishableQuerySet
from core.slugs import SlugField
from pictures.models import Picture
from search.index import NEVER, Document
from topics.models import Topic

LINES = "One per line."
SECONDS_TO_SWITCH = 10  # between the sides
SECONDS_TO_GET_READY = 10


class Area(models.TextChoices):
    """Which part of the body an exercise is for."""

    KNEE = "knee", "Knee"
    HIP = "hip", "Hip"
    BACK = "back", "Back"
    NECK = "neck", "Neck and shoulders"
    LEG = "leg", "Back of the leg"
    ANKLE = "ankle", "Ankle and foot"
    TUMMY = "tummy", "Tummy"


LEG_AREAS = {Area.KNEE, Area.HIP, Area.LEG, Area.ANKLE}


class Position(models.TextChoices):
    """How the body is placed."""

    STANDING = "standing", "Standing"
    SITTING = "sitting", "Sitting"
    LYING = "lying", "Lying"
    SIDE_LYING = "side-lying", "Lying on the side"


class Sides(models.TextChoices):
    """Whether left and right take turns."""

    BOTH = "both", "Both sides together"
    EACH = "each", "Each side in turn"


class ExerciseQuerySet(PublishableQuerySet):
    """The editor's words for exercises."""

    def for_cards(self):
        """With what a card shows."""
        return self.select_related("picture").prefetch_related("picture__renditions")

    def for_reading(self):
        """With what an exercise's own page shows."""
        more = ["topics", "easier_picture__renditions", "harder_picture__renditions"]
        return self.for_cards().select_related("easier_picture", "harder_picture").prefetch_related(*more)

    def of_topics(self, topics):
        """Exercises sorted under any of these topics."""
        return self.filter(topics__in=topics).distinct()


class Exercise(Publishable):
    """An exercise of the library. The total time is computed, never stored."""

    name = models.CharField(max_length=80)
    slug = SlugField()
    summary = models.CharField(max_length=160, help_text="One sentence for lists and search engines.")
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.CharField(max_length=10, choices=Area)
    position = models.CharField(max_length=10, choices=Position)
    equipment = models.CharField(
        "needs", max_length=120, blank=True, help_text="A wall, a chair …; empty when nothing is needed."
    )
    start = models.TextField("starting position")
    steps = models.TextField(help_text="One action per line.")
    hold = models.PositiveSmallIntegerField(
        default=0, help_text="Seconds. 0 for a moving exercise.", validators=[MaxValueValidator(300)]
    )
    tempo = models.PositiveSmallIntegerField(
        default=4, help_text="Seconds a repetition takes beside the hold.", validators=[MaxValueValidator(60)]
    )
    repetitions = models.PositiveSmallIntegerField(default=8, validators=[MinValueValidator(1), MaxValueValidator(100)])
    sets = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(10)])
    sides = models.CharField(max_length=4, choices=Sides, default=Sides.BOTH)
    rest = models.PositiveSmallIntegerField(
        "rest between sets", default=30, help_text="Seconds.", validators=[MaxValueValidator(600)]
    )
    frequency = models.CharField("how often", max_length=80, blank=True)
    easier = models.TextField(blank=True)
    easier_picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    harder = models.TextField(blank=True)
    harder_picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    avoid = models.TextField(
        "who should not", blank=True, help_text="Who should not do it or should ask first. " + LINES
    )
    stop = models.TextField("stop signs", blank=True, help_text="When to stop at once. " + LINES)
    muscles = models.CharField("works on", max_length=160, blank=True)
    source = models.TextField(blank=True, help_text="Where the dose comes from.")
    topics = models.ManyToManyField(Topic, blank=True, related_name="exercises")
    reviewed_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)

    objects = ExerciseQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["name"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(repetitions__gte=1, sets__gte=1), name="an_exercise_is_done_at_least_once"
            ),
            models.CheckConstraint(condition=Q(hold__gt=0) | Q(tempo__gt=0), name="a_repetition_takes_time"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("exercises:detail", args=[self.slug])

    @property
    def step_list(self) -> list[str]:
        """The steps, one action each."""
        return lines_of(self.steps)

    @property
    def avoid_list(self) -> list[str]:
        return lines_of(self.avoid)

    @property
    def stop_list(self) -> list[str]:
        return lines_of(self.stop)

    @property
    def number_of_sides(self) -> int:
        return 2 if self.sides == Sides.EACH else 1

    @property
    def side_word(self) -> str:
        """What takes turns: a leg, or a side of the body."""
        return "leg" if self.area in LEG_AREAS else "side"

    @property
    def card_line(self) -> str:
        """The small line of a card: "Knee · standing · wall"."""
        parts = [self.get_area_display(), self.get_position_display().lower(), self.equipment]
        return " · ".join(part for part in parts if part)

    @property
    def seconds(self) -> int:
        """How long it takes with all sets, sides and rests, without getting ready."""
        moving = self.sets * self.number_of_sides * self.repetitions * (self.hold + self.tempo)
        switching = self.sets * (self.number_of_sides - 1) * SECONDS_TO_SWITCH
        return moving + switching + (self.sets - 1) * self.rest

    def clean(self):
        super().clean()
        if not self.hold and not self.tempo:
            raise ValidationError({"tempo": "A repetition takes time: fill in the hold, the tempo, or both."})

    def save(self, *args, **kwargs):
        before = Exercise.objects.filter(pk=self.pk).only("slug").first() if self.pk else None
        super().save(*args, **kwargs)
        if before and before.slug != self.slug:
            address_changed(before.get_absolute_url(), self.get_absolute_url())

    def describe_for_search(self):
        """What the search index keeps of an exercise."""
        return Document(
            kind="exercise",
            title=self.name,
            summary=self.summary,
            body="\n".join([self.start, self.steps, self.muscles, self.equipment]),
            url=self.get_absolute_url(),
            topics=tuple(self.topics.values_list("slug", flat=True)),
            goes_live_at=self.goes_live_at or NEVER,
            retires_at=self.retires_at,
            picture=self.picture.file.url if self.picture else "",
        )


class Felt(models.TextChoices):
    """How an exercise felt, in one tap."""

    EASIER = "easier", "Easier than before"
    FINE = "fine", "Fine"
    HURT = "hurt", "It hurt"


class FeltCount(models.Model):
    """How often that was said of an exercise on a day. No reader is behind it, and no page becomes stale by it."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="felt_counts")
    day = models.DateField()
    felt = models.CharField(max_length=6, choices=Felt)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exercise", "day", "felt"], name="one_felt_count_an_exercise_and_day")
        ]

    def __str__(self):
        return f"{self.felt} on {self.day}"


def lines_of(text: str) -> list[str]:
    """The filled lines of a text."""
    return [line.strip() for line in text.splitlines() if line.strip()]
