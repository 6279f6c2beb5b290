"""The rules of a product become constraints of its table. Written out here as they stood on that day."""

from django.db import migrations
from django.db.models import CheckConstraint, F, Q, TextField, Value
from django.db.models.functions import Length, Replace, Substr
from django.db.models.lookups import Exact

DIGITS = "0123456789"
NO_WORDS = " \t\r\n\xa0."


def without(expression, letters):
    for letter in letters:
        expression = Replace(expression, Value(letter), Value(""), output_field=TextField())
    return expression


def says_something(field):
    return ~Q(Exact(without(F(field), NO_WORDS), Value("")))


def is_number(field, prefix):
    start = f"{prefix} "
    return Q(
        Exact(Length(F(field)), Value(len(start) + 10)),
        Exact(Substr(F(field), 1, len(start)), Value(start)),
        Exact(Substr(F(field), len(start) + 6, 1), Value("/")),
        Exact(without(F(field), DIGITS), Value(f"{start}/")),
    )


def for_types(legal_types, condition):
    return ~Q(legal_type__in=legal_types) | condition


RULES = [
    CheckConstraint(
        condition=Q(
            legal_type__in=[
                "traditional_herbal",
                "licensed_medicine",
                "food_supplement",
                "cosmetic",
                "device",
                "plain_goods",
            ]
        ),
        name="a_product_is_of_a_type_the_law_knows",
        violation_error_message="Choose what the product is in law: its label and its statement hang on it.",
    ),
    CheckConstraint(
        condition=for_types(["traditional_herbal"], is_number("registration_number", "THR")),
        name="a_herbal_medicine_has_its_thr_number",
        violation_error_message="A traditional herbal medicine needs its number in the form THR 00000/0000.",
    ),
    CheckConstraint(
        condition=for_types(["licensed_medicine"], is_number("registration_number", "PL")),
        name="a_licensed_medicine_has_its_pl_number",
        violation_error_message="A licensed medicine needs its number in the form PL 00000/0000.",
    ),
    CheckConstraint(
        condition=for_types(
            ["traditional_herbal", "licensed_medicine"],
            says_something("holder") & says_something("registered_use"),
        ),
        name="a_medicine_has_its_holder_and_its_use",
        violation_error_message="A medicine needs the holder of its registration and its registered use.",
    ),
    CheckConstraint(
        condition=for_types(["food_supplement"], Q(registration_number="", registered_use="")),
        name="a_food_supplement_has_no_registration",
        violation_error_message="A food supplement is food: it has no registration number and no registered use.",
    ),
    CheckConstraint(
        condition=says_something("cautions"),
        name="a_product_says_who_should_not_use_it",
        violation_error_message="Say who should not use it. There is always somebody.",
    ),
    CheckConstraint(
        condition=Q(reviewed_on=None) | Q(next_review_on=None) | Q(next_review_on__gt=F("reviewed_on")),
        name="the_next_review_comes_after_the_last",
        violation_error_message="The next review comes after the last one. Choose a later day.",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("products", "0006_pain_is_no_claim_about_goods")]
    operations = [migrations.AddConstraint("product", rule) for rule in RULES]
