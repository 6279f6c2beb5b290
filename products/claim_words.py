"""ClaimWord and ClaimWaiver: the list of words that Owners keep, how a product is held to it, what an Owner let stand."""

import hashlib
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from products.claims import ANYWHERE, BESIDE, Finding, Word, normal, words_in
from products.legal import LegalType

FOOD = frozenset({LegalType.FOOD_SUPPLEMENT.value})
MEDICINE = frozenset({LegalType.TRADITIONAL_HERBAL.value, LegalType.LICENSED_MEDICINE.value, LegalType.DEVICE.value})
GOODS = frozenset({LegalType.COSMETIC.value, LegalType.PLAIN_GOODS.value})


class Group(models.TextChoices):
    """For which products a word is not permitted."""

    FOODS = "foods", "Food supplements"
    MEDICINES = "medicines", "Medicines and devices"
    GOODS = "goods", "Cosmetics and plain goods"
    ALL = "all", "All products"


TYPES = {Group.FOODS: FOOD, Group.MEDICINES: MEDICINE, Group.GOODS: GOODS, Group.ALL: FOOD | MEDICINE | GOODS}


class ClaimWord(models.Model):
    """A word that may not be said about some of our products."""

    phrase = models.CharField(
        "word or words", max_length=60, help_text="A star at the end stands for any ending: “reliev*”."
    )
    group = models.CharField("not permitted for", max_length=9, choices=Group)
    reach = models.CharField(
        "where it is looked for",
        max_length=8,
        choices=[
            (ANYWHERE, "In the whole text that mentions the product"),
            (BESIDE, "Only beside the product: in the same or the next paragraph"),
        ],
        default=ANYWHERE,
    )
    why = models.CharField(max_length=200, blank=True, help_text="The rule it comes from, for colleagues who ask.")

    class Meta:
        ordering = ["group", "phrase"]
        verbose_name = "word that is not permitted"
        verbose_name_plural = "words that are not permitted"
        constraints = [models.UniqueConstraint(fields=["phrase", "group"], name="a_claim_word_stands_once_in_a_group")]

    def __str__(self):
        return self.phrase

    def clean(self):
        super().clean()
        self.phrase = normal(self.phrase)
        if len(re.sub(r"[^\w]", "", self.phrase)) < 3 or "*" in self.phrase[:-1]:
            raise ValidationError(
                {"phrase": "Write at least three letters; a star may stand at the end only, such as “treat*”."}
            )

    @classmethod
    def words(cls) -> list[Word]:
        """The whole list, as the pure functions want it."""
        return [Word(word.phrase, TYPES[Group(word.group)], word.reach) for word in cls.objects.all()]


class ClaimWaiver(models.Model):
    """One sentence about one product that an Owner let stand. A changed sentence is a new finding."""

    about_model = models.CharField(max_length=60, editable=False)
    about_id = models.BigIntegerField(editable=False)
    product = models.ForeignKey("products.Product", models.CASCADE, related_name="+", editable=False)
    words = models.CharField(max_length=300, editable=False)
    sentence = models.TextField(editable=False)
    key = models.CharField(max_length=64, editable=False)
    reason = models.CharField(max_length=300, help_text="Why this sentence may stand. Inspectors may ask.")
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    waived_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-waived_at"]
        verbose_name = "sentence that may stand"
        verbose_name_plural = "sentences that may stand"
        constraints = [
            models.UniqueConstraint(fields=["about_model", "about_id", "key"], name="a_finding_is_waived_once")
        ]

    def __str__(self):
        return f"{self.words} ({self.product})"


def key_of(finding: Finding) -> str:
    """The same product, words and sentence give the same key, wherever spaces and quotes differ."""
    text = "\x1f".join((str(finding.product.pk), *finding.words, normal(finding.sentence)))
    return hashlib.sha256(text.encode()).hexdigest()


def claim_mistakes(product, part, fields):
    """(field, sentence) for each of these fields of a product, or of a part of it, that holds words not permitted for it."""
    words = ClaimWord.words()
    permitted = product.permitted_phrases if product.is_medicine else ()
    for field in fields:
        if found := words_in(text_of(part, field), words, product.legal_type, permitted):
            kind = product.get_legal_type_display().lower()
            yield (
                field,
                f"Not permitted for a {kind}: {', '.join(f'“{word}”' for word in found)}. Please say it without.",
            )


def text_of(part, field) -> str:
    """What stands in a field; an address as the words it is made of."""
    text = getattr(part, field)
    return re.sub("[-_]", " ", text) if field == "slug" else text
