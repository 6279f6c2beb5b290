"""Category and Product: what we sell, with everything a careful buyer must know. Packs and places are in packs.py."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list

from core.addresses import address_changed
from core.changes import PublicModel, announce
from core.publishable import Publishable, PublishableQuerySet
from core.sanitiser import RichTextField
from core.slugs import SlugField
from pictures.models import Picture
from products import legal
from products.claim_words import ClaimWaiver, ClaimWord, claim_mistakes
from products.claims import names_in
from products.constraints import OF_A_PRODUCT
from products.leaflets import clean_leaflet, leaflet_path
from products.legal import LegalType
from products.packs import Availability, Pack, PlaceToBuy
from search.index import NEVER, Document
from topics.models import Topic

__all__ = ["Availability", "Category", "ClaimWaiver", "ClaimWord", "Pack", "PlaceToBuy", "Product"]
LINES = "One per line."
BELOW = "Whole sentences below the list: whom to ask first, when to stop."
SHORTEST_NAME = 4  # letters of another name
TOO_SHORT = "“{}” is too short: it would be found in many words. Write at least four letters."
ADVERT = (  # what readers see: no word that is not permitted. What warns or weighs has to name illnesses; the use is registered
    "name", "slug", "line", "series", "registration_number", "registration_note", "holder", "permitted_claim", "form",
    "for_whom", "active_ingredients", "other_ingredients", "allergens", "directions", "storage",
)  # fmt: skip


class CategoryQuerySet(models.QuerySet):
    """The words of the catalogue staff."""

    def with_counts(self):
        """Shelves that hold a live product, each with `number`, how many."""
        return (
            self.filter(products__in=Product.objects.published())
            .annotate(number=models.Count("products"))
            .order_by("order", "name")
        )


class Category(PublicModel):
    """A shelf of the catalogue."""

    name = models.CharField(max_length=60, unique=True)
    slug = SlugField()
    order = models.PositiveSmallIntegerField(default=100, help_text="Small numbers stand first.")

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.name


class ProductQuerySet(PublishableQuerySet):
    """The words of the catalogue staff."""

    def for_cards(self):
        """With what a card shows."""
        return self.select_related("picture", "category").prefetch_related("picture__renditions", "packs")

    def for_reading(self):
        """With what the page shows."""
        return self.select_related("picture", "category").prefetch_related("packs", "places_to_buy", "more_pictures")

    def review_due(self):
        """Live, and the day of the next review has come."""
        return self.published().filter(next_review_on__lte=timezone.localdate())

    def of_topics(self, topics):
        """Products sorted under any of these topics; None means all."""
        if topics is None:
            return self
        return self.filter(pk__in=Product.topics.through.objects.filter(topic__in=topics).values("product"))

    def in_category(self, category):
        """Products of one shelf; None means all."""
        return self if category is None else self.filter(category=category)


class Product(Publishable):
    """A product of ours. Label and statement are not columns: no editor can leave them out."""

    name = models.CharField(max_length=120)
    slug = SlugField()
    other_names = models.TextField(
        "also called",
        blank=True,
        max_length=2000,
        help_text="Former names and how else texts call it: the guard looks for these, too. A name that readers saw and that "
        f"you change is added by itself. {LINES}",
    )
    line = models.CharField(
        "in one sentence", max_length=160, help_text="What it is, without any claim: “A cooling gel made from …”."
    )
    series = models.CharField(
        "line of products",
        max_length=60,
        blank=True,
        help_text="The line it belongs to, as on the pack: “From the mountain meadow”.",
    )
    legal_type = models.CharField("legal type", max_length=20, choices=LegalType)
    registration_number = models.CharField(
        max_length=20,
        blank=True,
        help_text="Traditional herbal medicines: THR 00000/0000. Licensed medicines: PL 00000/0000.",
    )
    registration_note = models.CharField(
        max_length=160, blank=True, help_text="A word beside the number, such as “Example number, not a real one.”"
    )
    holder = models.CharField("registration holder", max_length=120, blank=True)
    registered_use = models.CharField(
        max_length=300,
        blank=True,
        help_text="Medicines and devices: the use in the words of the registration, without a full stop.",
    )
    permitted_claim = models.CharField(
        max_length=300,
        blank=True,
        help_text="Food supplements: only a claim of the register, unchanged. Leave empty when there is none.",
    )
    active_ingredients = models.TextField(blank=True, help_text="With amounts. " + LINES)
    other_ingredients = models.TextField(blank=True)
    allergens = models.CharField(max_length=300, blank=True)
    form = models.CharField(max_length=60, blank=True, help_text="Gel, tablets, capsules …")
    for_whom = models.CharField("for", max_length=120, blank=True, help_text="“Adults, and children from 12”.")
    directions = models.TextField(help_text="How it is used, as on the pack. One step per line.")
    cautions = models.TextField("do not use it", help_text=f"Go on: “if you are pregnant”, “on broken skin”. {LINES}")
    caution_note = models.TextField("and before that", blank=True, help_text=BELOW)
    interactions = models.TextField(blank=True, help_text="Medicines that do not go with it. " + LINES)
    side_effects = models.TextField(blank=True, help_text=LINES)
    see_a_doctor = models.TextField("when to see a doctor", blank=True, help_text="Whole sentences. " + LINES)
    storage = models.CharField(max_length=300, blank=True)
    leaflet = models.FileField(
        "leaflet (PDF)",
        upload_to=leaflet_path,
        max_length=200,
        blank=True,
        validators=[clean_leaflet],
        help_text="The patient leaflet as a PDF, at most 10 MB. Readers get it as a download.",
    )
    evidence = RichTextField(
        blank=True, help_text="What studies found, in plain words, kept apart from the advert text."
    )
    category = models.ForeignKey(Category, models.PROTECT, related_name="products")
    topics = models.ManyToManyField(Topic, blank=True, related_name="products")
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    more_pictures = models.ManyToManyField(Picture, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)

    objects = ProductQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["name"]
        constraints = [*Publishable.Meta.constraints, *OF_A_PRODUCT]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("products:detail", args=[self.slug])

    @property
    def statement(self) -> str:
        """The legal sentence of its type; "" when the type needs none."""
        return legal.statement_for(self.legal_type, self.registered_use)

    @property
    def is_retired(self) -> bool:
        """True for what readers saw once and see no longer."""
        return bool(self.goes_live_at and self.retires_at and self.retires_at <= timezone.now())

    @property
    def is_on_sale(self) -> bool:
        """Readers see it, or will."""
        return self.goes_live_at is not None and (self.retires_at is None or self.retires_at > timezone.now())

    @property
    def pictures(self) -> list:
        """The main picture and the others, for the page."""
        return [one for one in (self.picture, *self.more_pictures.all()) if one]

    @property
    def has_prices(self) -> bool:
        """True when we recommend a price for one of its packs."""
        return any(pack.price for pack in self.packs.all())

    def withdraw(self, at=None) -> bool:
        """Ends the live interval now. False when it was not live (any more); then nothing is changed."""
        at = at or timezone.now()
        if not Product.objects.published(at).filter(pk=self.pk).update(retires_at=at):
            return False
        self.retires_at = at
        announce(self)
        return True

    def put_back(self, at=None) -> bool:
        """Readers see it again, without an end. False when it is not withdrawn (any more); then nothing is changed."""
        withdrawn = Product.objects.retired(at).exclude(goes_live_at=None)
        if not withdrawn.filter(pk=self.pk).update(retires_at=None):
            return False
        self.retires_at = None
        announce(self)
        return True

    def alternatives(self):
        """Live products of the same shelf, for the page of one that is gone."""
        return Product.objects.published().in_category(self.category).exclude(pk=self.pk)

    @property
    def short_line(self) -> str:
        """What a card says: a permitted claim, else what it is in law, else its own line."""
        if self.legal_type in legal.NO_ENDORSEMENT:
            return self.permitted_claim or self.get_legal_type_display()
        return self.line

    @property
    def packs_on_offer(self) -> list:
        """Those that are still made: a card offers nothing that nobody can buy any more."""
        return [pack for pack in self.packs.all() if pack.availability != Availability.NO_LONGER]

    @property
    def sizes(self) -> str:
        """Its packs on offer in one sentence: "50 g and 100 g."; "" without any."""
        sizes = [pack.size for pack in self.packs_on_offer]
        return f"{get_text_list(sizes, 'and')}." if sizes else ""

    @property
    def name_in_a_sentence(self) -> str:
        """ "Arnica gel" becomes "arnica gel"; names like "EPA oil" stay."""
        return self.name if self.name[1:2].isupper() else self.name[:1].lower() + self.name[1:]

    @property
    def names_besides(self) -> tuple:
        """Former names, and how else texts call it."""
        return names_in(self.other_names)

    @property
    def permitted_phrases(self) -> tuple:
        """What may be said about it: its claim, its registered use and each part of that, and its statement."""
        parts = re.split(r",| and | or ", self.registered_use)
        return tuple(filter(None, (self.permitted_claim.rstrip("."), self.statement, self.registered_use, *parts)))

    @property
    def is_medicine(self) -> bool:
        return self.legal_type in legal.MEDICINES

    @property
    def may_be_recommended_by_an_author(self) -> bool:
        """False where the law forbids a health professional to endorse it (CAP 12.18, Regulation 1924/2006 Art. 12c)."""
        return self.legal_type not in legal.NO_ENDORSEMENT

    def clean(self):
        super().clean()
        wrong = dict([*claim_mistakes(self, self, ADVERT), *legal.mistakes(self)])
        if self.reviewed_on and self.next_review_on and self.next_review_on <= self.reviewed_on:
            wrong["next_review_on"] = "The next review comes after the last one. Choose a later day."
        if short := [name for name in self.names_besides if len(name) < SHORTEST_NAME]:
            wrong["other_names"] = TOO_SHORT.format(short[0])
        if wrong:
            raise ValidationError(wrong)

    def save(self, *args, **kwargs):
        before = Product.objects.filter(pk=self.pk).only("slug", "name", "goes_live_at").first() if self.pk else None
        was_seen = before and before.goes_live_at and len(before.name) >= SHORTEST_NAME
        if was_seen and before.name not in (self.name, *self.names_besides):
            self.other_names = "\n".join([*self.names_besides, before.name])  # texts still call it so
            if fields := kwargs.get("update_fields"):  # the staff area writes no more than what somebody changed
                kwargs["update_fields"] = {*fields, "other_names"}
        super().save(*args, **kwargs)
        if before and before.slug != self.slug:
            address_changed(before.get_absolute_url(), self.get_absolute_url())

    def describe_for_search(self):
        """What the search index keeps of a product."""
        return Document(
            kind="product",
            title=self.name,
            summary=self.line,
            body="\n".join([self.form, self.active_ingredients, self.directions]),
            url=self.get_absolute_url(),
            topics=tuple(self.topics.values_list("slug", flat=True)),
            label=" · ".join(part for part in (legal.AD_LABEL, self.statement) if part),
            goes_live_at=self.goes_live_at or NEVER,
            retires_at=self.retires_at,
            picture=self.picture.file.url if self.picture else "",
        )
