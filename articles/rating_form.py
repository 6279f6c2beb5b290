"""The form with which a reader rates an article: ten labelled choices."""

from crispy_forms.bootstrap import InlineRadios, StrictButton
from crispy_forms.layout import Div, Layout
from django import forms

from core.forms import ReaderForm


class RatingForm(ReaderForm):
    """From 1 to 10."""

    score = forms.TypedChoiceField(
        label="How useful was this article to you?",
        help_text="1 is not at all, 10 is very.",
        choices=[(number, str(number)) for number in range(1, 11)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a number from 1 to 10.",
            "invalid_choice": "Choose a number from 1 to 10.",
        },
    )

    def layout(self):
        return Layout(
            Div(InlineRadios("score"), css_class="tiles scale"),
            StrictButton("Send my rating", type="submit", css_class="btn-primary"),
        )
