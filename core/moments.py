"""A moment as the staff types it, day and hour: the nights when the clocks change are explained."""

from django import forms
from django.core.exceptions import ValidationError

NIGHT = "The clocks change that night, and this hour comes twice or not at all. Please choose another hour."


class MomentField(forms.SplitDateTimeField):
    """Django's field with a sentence for people about hours that are no single moment."""

    def compress(self, data_list):
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if getattr(error, "code", "") == "ambiguous_timezone":
                raise ValidationError(NIGHT, code=error.code) from None
            raise
