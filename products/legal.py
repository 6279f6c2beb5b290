"""What the law asks of each type of product: label, statement, what must be filled in. Facts, no database.

Sources: Human Medicines Regulations 2012 and the Advertising Regulations 2005 (reg 22A) for traditional herbal
medicines; Regulation 1924/2006 and CAP Code 15 for food supplements; CAP Code 12 for medicines.
"""

import re

from django.db import models

AD_LABEL = "Our product – advertising"
NUMBER = re.compile(r"THR [0-9]{5}/[0-9]{4}")
LICENCE_NUMBER = re.compile(r"PL [0-9]{5}/[0-9]{4}")
NO_WORDS = " \t\r\n\xa0."  # what alone in a field says nothing


class LegalType(models.TextChoices):
    """What a product is in the eyes of the law."""

    TRADITIONAL_HERBAL = "traditional_herbal", "Traditional herbal medicine"
    LICENSED_MEDICINE = "licensed_medicine", "Licensed medicine"
    FOOD_SUPPLEMENT = "food_supplement", "Food supplement"
    COSMETIC = "cosmetic", "Cosmetic"
    DEVICE = "device", "Medical device"
    PLAIN_GOODS = "plain_goods", "Plain goods"


MEDICINES = {LegalType.TRADITIONAL_HERBAL, LegalType.LICENSED_MEDICINE}
NO_ENDORSEMENT = MEDICINES | {LegalType.FOOD_SUPPLEMENT, LegalType.DEVICE}  # no health professional may recommend these


def statement_for(legal_type: str, registered_use: str = "") -> str:
    """The sentence that stands wherever the product is shown; "" when the type needs none."""
    use = registered_use.strip().rstrip(".")
    return {
        LegalType.TRADITIONAL_HERBAL: f"Traditional herbal medicinal product for use in {use}, exclusively based on "
        "long-standing use. Always read the leaflet.",
        LegalType.LICENSED_MEDICINE: f"Medicine for {use}. Always read the leaflet.",
        LegalType.FOOD_SUPPLEMENT: "Food supplement. It does not replace a varied diet. Do not exceed the daily portion.",
        LegalType.DEVICE: "Medical device. Always read the instructions.",
    }.get(legal_type, "")


def mistakes(product):
    """(field, sentence) for each thing the law asks of the product's type and that is missing or has no place there.

    products/constraints.py holds the same in the database.
    """
    if product.legal_type in MEDICINES:
        if not product.registered_use.strip(NO_WORDS):
            yield "registered_use", "A medicine needs its registered use: the legal statement is made from it."
        if not product.holder.strip(NO_WORDS):
            yield "holder", "A medicine needs the holder of its registration."
        if product.permitted_claim:
            yield "permitted_claim", "A medicine has no permitted claim. What may be said is its registered use."
    if product.legal_type == LegalType.TRADITIONAL_HERBAL and not NUMBER.fullmatch(product.registration_number):
        yield "registration_number", "A traditional herbal medicine needs its number in the form THR 00000/0000."
    if product.legal_type == LegalType.LICENSED_MEDICINE and not LICENCE_NUMBER.fullmatch(product.registration_number):
        yield "registration_number", "A licensed medicine needs its number in the form PL 00000/0000."
    if product.legal_type == LegalType.FOOD_SUPPLEMENT:
        if product.registration_number:
            yield "registration_number", "A food supplement is food and has no registration number."
        if product.registered_use:
            yield (
                "registered_use",
                "A food supplement has no registered use. What may be said stands in its permitted claim.",
            )
    if product.cautions and not product.cautions.strip(NO_WORDS):  # an empty one is refused as a field that is required
        yield "cautions", "Say who should not use it. There is always somebody."
