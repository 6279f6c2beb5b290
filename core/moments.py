"""A moment as the staff types it, day and hour: the nights when the clocks change are explained."""

from django import forms
from django.core.exceptions import ValidationError

NIGHT = "The clocks change that night, and this hour comes twice or not at all. Please choose another hour."
DAY = "Type the day as in 31/12/2026, or choose it."


class MomentField(forms.SplitDateTimeField):
    """Django's field with sentences for people: about a half of it that lacks, and hours that are no single moment."""

    default_error_messages = {
        "invalid_date": DAY,
        "invalid_time": "Type the time of day as in 09:00, or choose it.",
    }

    def compress(self, data_list):
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if getattr(error, "code", "") == "ambiguous_timezone":
                raise ValidationError(NIGHT, code=error.code) from None
            raise
