"""How an exercise felt: a form without a name on it, and counts per exercise and day. Nobody's answers are kept."""

from crispy_forms.bootstrap import StrictButton
from crispy_forms.layout import Div, Layout
from django import forms
from django.db import models
from django.db.models import F
from django.utils import timezone

from core.forms import ReaderForm
from exercises.models import Exercise, Felt, FeltCount


class NamesField(forms.MultipleChoiceField):
    """Which exercises the form is about, out of sight. Names that are not in the library are passed over."""

    widget = forms.MultipleHiddenInput
    hidden_widget = forms.MultipleHiddenInput

    def validate(self, value):
        """Nothing to complain about: picked() reads the names."""


class FeltForm(ReaderForm):
    """One row of answers for each exercise; all may stay empty."""

    def __init__(self, data=None, *, exercises, **kwargs):
        self.exercises = exercises
        super().__init__(data, **kwargs)

    def layout(self):
        """Called while the form is made: the fields depend on the exercises."""
        for exercise in self.exercises:
            self.fields[f"felt-{exercise.slug}"] = forms.ChoiceField(
                label=exercise.name,
                choices=Felt.choices,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": "Please choose one of the three answers, or none."},
            )
        names = NamesField(required=False, initial=[one.slug for one in self.exercises])
        self.fields["e"] = names
        rows = [Div(name, css_class="tiles") for name in self.fields if name != "e"]
        return Layout("e", *rows, StrictButton("Send", type="submit", css_class="btn-primary"))

    def chosen(self) -> list[tuple[Exercise, str]]:
        """(exercise, felt) for each answered row."""
        answers = [(exercise, self.cleaned_data.get(f"felt-{exercise.slug}")) for exercise in self.exercises]
        return [(exercise, felt) for exercise, felt in answers if felt]

    def something_hurt(self) -> bool:
        return any(felt == Felt.HURT for _, felt in self.chosen())


def count_felt(chosen: list[tuple[Exercise, str]]):
    """Adds one for each; at most four statements whatever the number of exercises."""
    day = timezone.localdate()
    rows = [FeltCount(exercise=exercise, day=day, felt=felt) for exercise, felt in chosen]
    FeltCount.objects.bulk_create(rows, ignore_conflicts=True)
    for felt in sorted({felt for _, felt in chosen}):
        those = [exercise.pk for exercise, one in chosen if one == felt]
        FeltCount.objects.filter(exercise__in=those, day=day, felt=felt).update(number=F("number") + 1)


def felt_since(exercise, day) -> list[tuple[str, int]]:
    """(words, number) for each answer since a day."""
    rows = exercise.felt_counts.filter(day__gte=day).values("felt").annotate(total=models.Sum("number"))
    totals = {row["felt"]: row["total"] for row in rows}
    return [(label, totals.get(value, 0)) for value, label in Felt.choices]
