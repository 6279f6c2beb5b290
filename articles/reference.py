"""Reference: where something in a text comes from. Numbered in the order of the list."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from articles.revision import Revision
from articles.settled import SettledOnceApproved


class Reference(SettledOnceApproved):
    """One source. Texts point at it with a raised number that links to #ref-1, #ref-2 …"""

    revision_path = "revision_id"

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="references")
    ordering = models.PositiveSmallIntegerField("number", default=1)
    title = models.CharField(max_length=300)
    publisher = models.CharField(
        max_length=200, blank=True, help_text="The journal, the authority or the house that published it."
    )
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    undated = models.BooleanField(
        "says no year", default=False, help_text="Tick this when the source itself names no year, as many pages do."
    )
    url = models.URLField("address", max_length=500, blank=True)
    checked_on = models.DateField("checked on", null=True, blank=True, help_text="The day you last read it.")

    class Meta:
        ordering = ["ordering", "pk"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.year and self.undated:
            raise ValidationError({"undated": "It has a year, so leave this empty."})

    @property
    def when(self) -> str:
        """The year in words: "2024", "no date" for a source that names none, "" while nobody has looked."""
        return str(self.year or ("no date" if self.undated else ""))
