"""The form of one question: its options as tiles, and buttons to go on, to skip and to go back."""

from crispy_forms.bootstrap import StrictButton
from crispy_forms.layout import Div, Layout
from django import forms

from core.forms import ReaderForm


class QuestionForm(ReaderForm):
    """Built for one question of a sheet. The hidden field carries the answers so far."""

    answers = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, question, back: bool, label: str, **kwargs):
        self.question, self.back, self.label = question, back, label
        super().__init__(data, **kwargs)

    def layout(self):
        """Called while the form is made: the field of the question is added here, because it depends on it."""
        item = self.question.item
        self.fields["answer"] = forms.TypedChoiceField(
            label=item.ask or (item.text if item.gate else "Your answer"),
            choices=[(option.pk, option.label) for option in self.question.options],
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={
                "required": self.missing_words(),
                "invalid_choice": "Please choose one of the answers on this page.",
            },
        )
        buttons = [StrictButton(self.label, type="submit", css_class="btn-primary")]
        if not item.gate:
            buttons.append(button("Skip this one", "skip"))
        if self.back:
            buttons.append(button("Back", "back"))
        return Layout("answers", Div("answer", css_class="tiles"), Div(*buttons, css_class="cluster"))

    def missing_words(self):
        """What a reader hears who sent no answer."""
        if self.question.item.gate:
            return "Please choose an answer, so that we know whether the movements are for you today."
        return "Please choose an answer, or use “Skip this one”."


def button(label, name):
    return StrictButton(label, type="submit", name=name, value="1", formnovalidate="formnovalidate")
