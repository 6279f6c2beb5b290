"""Product and Pack: what we sell, with everything a careful buyer must know."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from core.addresses import address_changed
from core.changes import PublicModel
from core.publishable import Publishable, PublishableQuerySet
from core.sanitiser import RichTextField
from core.slugs import SlugField
from pictures.models import Picture
from products import legal
from products.legal import LegalType
from search.index import NEVER, Document
from topics.models import Topic

LINES = "One per line."


class Category(PublicModel):
    """A shelf of the catalogue."""

    name = models.CharField(max_length=60, unique=True)
    slug = SlugField()
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["order", "name"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.name


class ProductQuerySet(PublishableQuerySet):
    """The words of the catalogue staff."""

    def for_cards(self):
        """With what a card shows."""
        return self.select_related("picture", "category").prefetch_related("picture__renditions")

    def for_reading(self):
        """With what the page shows."""
        return self.for_cards().prefetch_related("packs", "topics", "more_pictures__renditions")

    def of_topics(self, topics):
        """Products sorted under any of these topics."""
        return self.filter(topics__in=topics).distinct()


class Product(Publishable):
    """A product of ours. Label and statement are not columns: no editor can leave them out."""

    name = models.CharField(max_length=120)
    slug = SlugField()
    line = models.CharField(
        "in one line", max_length=160, help_text="What it is, without any claim: “A cooling gel made from …”."
    )
    legal_type = models.CharField("legal type", max_length=20, choices=LegalType)
    registration_number = models.CharField(
        max_length=20,
        blank=True,
        help_text="Traditional herbal medicines: THR 00000/0000. Licensed medicines: PL 00000/0000.",
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
    directions = models.TextField(help_text="How it is used, as on the pack.")
    cautions = models.TextField("do not use if", help_text="Who should not use it. " + LINES)
    interactions = models.TextField(blank=True, help_text="Medicines that do not go with it. " + LINES)
    side_effects = models.TextField(blank=True, help_text=LINES)
    see_a_doctor = models.TextField("see a doctor if", blank=True, help_text=LINES)
    storage = models.CharField(max_length=300, blank=True)
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

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("products:detail", args=[self.slug])

    @property
    def statement(self) -> str:
        """The legal sentence of its type; "" when the type needs none."""
        return legal.statement_for(self.legal_type, self.registered_use)

    @property
    def is_medicine(self) -> bool:
        return self.legal_type in legal.MEDICINES

    @property
    def may_be_recommended_by_an_author(self) -> bool:
        """False where the law forbids a health professional to endorse it (CAP 12.18, Regulation 1924/2006 Art. 12c)."""
        return self.legal_type not in legal.NO_ENDORSEMENT

    def clean(self):
        super().clean()
        wrong = dict(legal_mistakes(self))
        if wrong:
            raise ValidationError(wrong)

    def save(self, *args, **kwargs):
        before = Product.objects.filter(pk=self.pk).only("slug").first() if self.pk else None
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
        )


class Pack(PublicModel):
    """One size of a product."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="packs")
    size = models.CharField(max_length=60, help_text="50 g, 60 tablets …")
    code = models.CharField("article number", max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=10)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.size


def legal_mistakes(product):
    """(field, sentence) for each thing the law asks of the product's type and that is missing."""
    if product.legal_type in legal.MEDICINES:
        if not product.registered_use:
            yield "registered_use", "A medicine needs its registered use: the legal statement is made from it."
        if not product.holder:
            yield "holder", "A medicine needs the holder of its registration."
    if product.legal_type == LegalType.TRADITIONAL_HERBAL and not legal.NUMBER.match(product.registration_number):
        yield "registration_number", "A traditional herbal medicine needs its number in the form THR 00000/0000."
    if product.legal_type == LegalType.LICENSED_MEDICINE and not legal.LICENCE_NUMBER.match(
        product.registration_number
    ):
        yield "registration_number", "A licensed medicine needs its number in the form PL 00000/0000."
    if not product.cautions.strip():
        yield "cautions", "Say who should not use it. There is always somebody."
