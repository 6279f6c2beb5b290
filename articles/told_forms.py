"""Forms with which readers tell editors something: why they rated as they did, and what is wrong."""

from crispy_forms.bootstrap import StrictButton
from crispy_forms.layout import Column, Layout, Row
from django import forms

from articles.told import BAD, GOOD, MistakeReport
from core.forms import ReaderForm


class ReasonForm(ReaderForm):
    """All of it optional. `exercises` are those of the article, for "it hurt more"."""

    good = forms.MultipleChoiceField(
        label="What was good?", choices=GOOD, required=False, widget=forms.CheckboxSelectMultiple
    )
    bad = forms.MultipleChoiceField(
        label="What was not?", choices=BAD, required=False, widget=forms.CheckboxSelectMultiple
    )
    exercise = forms.TypedChoiceField(label="Which exercise hurt?", required=False, coerce=int, empty_value=None)
    more = forms.CharField(
        label="Anything else? (optional)",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Up to 300 characters, for our editors only. Please no personal details.",
    )

    def __init__(self, data=None, *args, exercises=(), **kwargs):
        self.exercises = list(exercises)
        super().__init__(data, *args, **kwargs)
        self.fields["exercise"].choices = [("", "None of them"), *((one.pk, one.name) for one in self.exercises)]
        if not self.exercises:
            del self.fields["exercise"]

    def layout(self):
        """Two columns, then the rest."""
        exercise = ["exercise"] if self.exercises else []
        return Layout(
            Row(Column("good", css_class="col-md-6"), Column("bad", css_class="col-md-6")),
            *exercise,
            "more",
            StrictButton("Send to the editors", type="submit", css_class="btn-primary"),
        )


class MistakeForm(ReaderForm):
    """What kind, and where."""

    kind = forms.ChoiceField(
        label="What kind of mistake?",
        choices=[("", "Choose one"), *MistakeReport.Kind.choices],
        error_messages={"required": "Choose what kind of mistake it is."},
    )
    what = forms.CharField(
        label="What is wrong, and where?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A few words of the sentence are enough. Please no personal details.",
        error_messages={"required": "Tell us what is wrong."},
    )

    def layout(self):
        return Layout("kind", "what", StrictButton("Report it", type="submit", css_class="btn-primary"))


def reason_form(revision, data=None):
    """The form with the exercises of this text."""
    exercises = {block.exercise.pk: block.exercise for block in revision.blocks_of_kind("exercise")}
    return ReasonForm(data, exercises=exercises.values())
