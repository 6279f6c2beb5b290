"""The blocks a text is made of. Each is a model with a template of its own: templates/articles/blocks/<kind>.html."""

import re

from content_editor.models import create_plugin_base
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.safestring import mark_safe

from articles.gathered import packs_of, with_packs
from articles.kinds import KINDS
from articles.revision import Revision
from articles.settled import SettledOnceApproved
from core.sanitiser import RichTextField
from core.text import plain_text
from exercises.models import Exercise
from pictures.models import Picture
from products.models import Product

LINES = "One per line."
REFERENCE_LINK = re.compile(r'<a href="#ref-(\d{1,3})">')


def lines_of(text: str) -> list[str]:
    """The filled lines of a text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class Block(SettledOnceApproved, create_plugin_base(Revision)):
    """What every block knows: its kind, the words readers read, and whether it is shown at all."""

    kind = ""
    follows = ()  # select_related for reading

    origin = models.BigIntegerField(null=True, editable=False)  # the first block it is a copy of, for comparisons

    class Meta:
        abstract = True
        ordering = ["ordering", "pk"]

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if cls.kind:
            KINDS[cls.kind] = cls

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk or ''}".strip()

    @classmethod
    def for_reading(cls, revision):
        """The blocks of this kind in a revision, in one query."""
        return list(cls.objects.filter(parent=revision).select_related(*cls.follows))

    @property
    def template_name(self) -> str:
        return f"articles/blocks/{self.kind}.html"

    @property
    def kind_in_words(self) -> str:
        """For colleagues: "Care card"."""
        return str(self._meta.verbose_name).capitalize()

    @property
    def is_shown(self) -> bool:
        """False when what it points at is not public (any more)."""
        return True

    @property
    def picture_shown(self):
        """The picture it draws, or None; read by articles/reading.py to fetch all renditions at once."""
        return None

    def words(self) -> str:
        """What a reader reads of it, as plain text."""
        raise NotImplementedError


class TextBlock(Block):
    """Headings, paragraphs, lists and links."""

    kind = "text"
    text = RichTextField(
        help_text="Begin headings at level 2. A raised number with a link to #ref-1 points at reference 1."
    )

    class Meta(Block.Meta):
        verbose_name = "text"

    @property
    def html(self):
        """The text, with a name for each raised number: "1" alone tells a screen reader nothing."""
        named = REFERENCE_LINK.sub(r'<a href="#ref-\1" aria-label="Reference \1">', self.text)
        return mark_safe(named)  # noqa: S308 (RichTextField sanitises at every save)

    def words(self):
        return plain_text(self.text)


class PictureBlock(Block):
    """A picture between paragraphs."""

    kind = "picture"
    follows = ("picture",)
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+")
    alt = models.CharField(
        "description for this place",
        max_length=250,
        blank=True,
        help_text="Only when the description of the library does not fit here.",
    )
    decorative = models.BooleanField(
        default=False, help_text="Tick this when the picture adds nothing to the words here."
    )
    caption = models.CharField(max_length=250, blank=True)

    class Meta(Block.Meta):
        verbose_name = "picture"

    @property
    def picture_shown(self):
        return self.picture

    @property
    def alt_shown(self) -> str:
        """The words for people who cannot see it; "" when it only decorates."""
        if self.decorative:
            return ""
        return self.alt or ("" if self.picture.decorative else self.picture.alt)

    def words(self):
        return self.caption


class ExerciseBlock(Block):
    """An exercise of the library; consecutive ones are numbered and drawn together."""

    kind = "exercise"
    follows = ("exercise__picture",)
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="+")

    class Meta(Block.Meta):
        verbose_name = "exercise"

    @property
    def is_shown(self):
        return self.exercise.is_published()

    @property
    def picture_shown(self):
        return self.exercise.picture

    def words(self):
        return f"{self.exercise.name}. {' '.join(self.exercise.step_list)}"


class CareCardBlock(Block):
    """When to get help, and how soon."""

    class Level(models.TextChoices):
        EMERGENCY = "emergency", "Emergency: call 999 now"
        SAME_DAY = "same_day", "Get help today"
        SEE_SOON = "see_soon", "See somebody soon"

    kind = "care_card"
    level = models.CharField("how soon", max_length=10, choices=Level, default=Level.SAME_DAY)
    title = models.CharField(max_length=100, help_text="Says in words how soon: “Get help today”.")
    text = RichTextField(help_text="Whom to call, then the signs as a list.")

    class Meta(Block.Meta):
        verbose_name = "care card"
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=["emergency", "same_day", "see_soon"]), name="a_care_card_has_one_of_three_levels"
            )
        ]

    @property
    def anchor(self) -> str:
        """The id of its heading."""
        return f"care-{self.pk}"

    def words(self):
        return f"{self.title}. {plain_text(self.text)}"


class ProductBlock(Block):
    """A product of ours with its label and legal statement, which no editor can leave out."""

    kind = "product"
    follows = ("product__picture",)
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")

    class Meta(Block.Meta):
        verbose_name = "product card"

    @classmethod
    def for_reading(cls, revision):
        """With the sizes of the products, gathered in the same query."""
        blocks = cls.objects.filter(parent=revision).select_related(*cls.follows)
        return with_packs(blocks.annotate(pack_rows=packs_of("product")))

    @property
    def is_shown(self):
        return self.product.is_published()

    @property
    def picture_shown(self):
        return self.product.picture

    def words(self):
        return self.product.name


class DosBlock(Block):
    """Two short lists: do, and do not."""

    kind = "dos"
    do = models.TextField(max_length=2000, blank=True, help_text=LINES)
    dont = models.TextField("do not", max_length=2000, blank=True, help_text=LINES)

    class Meta(Block.Meta):
        verbose_name = "do / don’t list"

    def clean(self):
        super().clean()
        if not lines_of(self.do) and not lines_of(self.dont):
            raise ValidationError("Write at least one thing to do or not to do.")

    @property
    def do_list(self):
        return lines_of(self.do)

    @property
    def dont_list(self):
        return lines_of(self.dont)

    def words(self):
        return " ".join(["Do:", *self.do_list, "Do not:", *self.dont_list])


class QuoteBlock(Block):
    """Somebody's words."""

    kind = "quote"
    text = models.TextField(max_length=1000)
    source = models.CharField("who said it", max_length=200, blank=True)

    class Meta(Block.Meta):
        verbose_name = "quotation"

    def words(self):
        return f"{self.text} {self.source}".strip()


class RecipeBlock(Block):
    """A dish with its ingredients and steps."""

    kind = "recipe"
    name = models.CharField(max_length=120)
    serves = models.PositiveSmallIntegerField(default=2)
    minutes_prep = models.PositiveSmallIntegerField("minutes to prepare", default=10)
    minutes_cook = models.PositiveSmallIntegerField("minutes to cook", default=20)
    ingredients = models.TextField(max_length=4000, help_text="With amounts. " + LINES)
    steps = models.TextField(max_length=6000, help_text=LINES)
    allergens = models.CharField(
        max_length=200, blank=True, help_text="“Contains fish.” or “Vegan”, in the words a cook looks for."
    )
    note = models.TextField(max_length=1000, blank=True, help_text="Swaps, leftovers, cautions.")

    class Meta(Block.Meta):
        verbose_name = "recipe"

    def __str__(self):
        return self.name

    @property
    def minutes(self) -> int:
        return self.minutes_prep + self.minutes_cook

    @property
    def ingredient_list(self):
        return lines_of(self.ingredients)

    @property
    def step_list(self):
        return lines_of(self.steps)

    def words(self):
        return " ".join([f"{self.name}.", *self.ingredient_list, *self.step_list, self.allergens, self.note]).strip()
