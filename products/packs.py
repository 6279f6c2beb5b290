"""What can be bought of a product and where: packs and places. We have no shop and no stock of our own."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q

from core.changes import PublicModel
from products.claim_words import claim_mistakes


class Availability(models.TextChoices):
    """What a reader can expect in the shops."""

    AVAILABLE = "available", "Available"
    BACK_SOON = "back_soon", "Not available just now"
    NO_LONGER = "no_longer", "No longer made"


class Pack(PublicModel):
    """One size of a product. `price` is in pounds and only recommended."""

    product = models.ForeignKey("products.Product", models.CASCADE, related_name="packs")
    size = models.CharField(max_length=60, help_text="50 g, 60 tablets …")
    code = models.CharField("article number", max_length=40, blank=True)
    price = models.DecimalField(
        "recommended price (£)",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text="Leave empty when we recommend none. The shops decide what they ask.",
    )
    availability = models.CharField(max_length=9, choices=Availability, default=Availability.AVAILABLE)
    order = models.PositiveSmallIntegerField(default=10)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(price=None) | Q(price__gt=0), name="a_pack_costs_more_than_nothing")
        ]

    def __str__(self):
        return self.size

    def clean(self):
        super().clean()
        refuse_claims(self, ["size"])


class PlaceToBuy(PublicModel):
    """A shop, pharmacy or mail-order house that sells a product; the link is advertising too."""

    product = models.ForeignKey("products.Product", models.CASCADE, related_name="places_to_buy")
    name = models.CharField(max_length=80, help_text="The name of the shop or pharmacy.")
    note = models.CharField(max_length=120, blank=True, help_text="“50 g and 100 g, in the shop”.")
    url = models.CharField(
        "web address",
        max_length=500,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text="The whole address of the page that sells it, beginning with https://.",
    )
    label = models.CharField("words on the button", max_length=40, default="Visit the shop")
    order = models.PositiveSmallIntegerField(default=10)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "place to buy"
        verbose_name_plural = "places to buy"

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        refuse_claims(self, ["name", "note", "label"])


def refuse_claims(part, fields):
    """Raises ValidationError where a part of a product says what may not be said of it."""
    if wrong := dict(claim_mistakes(part.product, part, fields)):
        raise ValidationError(wrong)
