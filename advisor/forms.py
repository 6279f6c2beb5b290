"""The forms of askers: warning signs, the question, a detail or reply on the private page."""

import uuid
from typing import NamedTuple

from crispy_forms.bootstrap import StrictButton
from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, Layout, Row
from django import forms
from django.core import signing
from django.urls import reverse_lazy
from django.utils import timezone

from advisor.models import Enquiry
from advisor.models.warning_sign import GROUPS, grouped
from advisor.topics import topics_by_answers
from core.forms import ReaderForm
from core.mailable import MailableField
from topics.models import Topic, to_offer

DETAILS = 2000  # characters
SHORT = 600
CAME_FROM = ("article", "author", "about")  # slugs that the way to the form may name; `about` is a topic
REQUIRED_BOX = "Please tick this box: without it we may not take the question."
CHOOSE = "Please choose one."


class WrittenField(forms.CharField):
    """A text area's line end counts as one character, as browsers count it."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class Submission(NamedTuple):
    """What a form carries to be recognised: its key, and when it was first shown."""

    key: uuid.UUID
    shown_at: float

    @classmethod
    def fresh(cls):
        return cls(uuid.uuid4(), timezone.now().timestamp())

    def signed(self) -> str:
        return signing.dumps([self.key.hex, self.shown_at], salt="submission")

    @classmethod
    def opened(cls, text: str):
        """The submission behind a signed text, or None."""
        try:
            key, shown_at = signing.loads(text, salt="submission")
            return cls(uuid.UUID(key), float(shown_at))
        except (signing.BadSignature, ValueError, TypeError):
            return None


class SignsForm(ReaderForm):
    """The checklist. Either signs or "None of these", never nothing and never both."""

    def __init__(self, data=None, *args, signs=(), **kwargs):
        self.groups = grouped(signs)
        self.signs = {str(sign.pk): sign for sign in signs}
        self.carried = kwargs.pop("carried", None)  # a question that was typed before the signs were passed
        super().__init__(data, *args, **kwargs)
        self.helper.form_tag, self.helper.disable_csrf = False, True  # the template writes both

    def layout(self):
        for group in self.groups:
            choices = [(str(sign.pk), sign.text) for sign in group.signs]
            self.fields[group.level] = forms.MultipleChoiceField(
                label=group.heading, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )
        self.fields["none"] = forms.BooleanField(label="None of these", required=False)
        for name in CAME_FROM:
            self.fields[name] = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
        boxes = [Div(group.level, css_class=f"signs {group.css}".strip()) for group in self.groups]
        button = StrictButton("Go on", type="submit", css_class="btn-primary")
        return Layout(*boxes, Div("none", css_class="tiles none"), *CAME_FROM, button)

    def clean(self):
        cleaned = super().clean()
        self.ticked = [self.signs[pk] for group in self.groups for pk in cleaned.get(group.level, ())]
        if self.ticked and cleaned.get("none"):
            self.add_error("none", "You ticked a sign and “None of these”. Please take one of them away.")
        if not self.ticked and not cleaned.get("none") and not self.errors:
            self.add_error("none", "Please tick what is true for you now, or tick this box.")
        return cleaned

    @property
    def cards(self) -> list:
        """The ticked signs of the most urgent level; kind words for a crisis are never left out."""
        order = [level for _level, _css, levels in GROUPS for level in levels]
        worst = min((sign.level for sign in self.ticked), key=order.index, default=None)
        return [sign for sign in self.ticked if sign.level in (worst, "crisis")]


class QuestionForm(ReaderForm):
    """The question with its boxes. `go` proves that the signs were passed, `key` makes two copies one question."""

    question = forms.CharField(
        label="Your question in one line",
        max_length=120,
        help_text="For example: Why do my knees click on the stairs?",
        error_messages={"required": "Please write your question in one line."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    details = WrittenField(
        label="Tell us more",
        max_length=DETAILS,
        help_text="When does it hurt, and what makes it better? Please leave out names, addresses and dates of birth.",
        error_messages={"required": "Please tell us a little more."},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    topic = forms.ModelChoiceField(
        Topic.objects.all(),
        to_field_name="slug",
        label="What is it about?",
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    how_long = forms.ChoiceField(
        label="How long has it been there?",
        choices=[("", "Choose one"), *Enquiry.HowLong.choices],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    applies = forms.MultipleChoiceField(
        label="Does any of this apply? (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("pregnant", "I am pregnant or breast-feeding"),
            ("blood_thinners", "I take blood thinners"),
            ("joint_surgery", "I have had joint surgery"),
        ],
    )
    first_name = forms.CharField(
        label="First name (optional)",
        max_length=60,
        required=False,
        help_text="Only for the greeting. It is never published.",
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    email = MailableField(
        label="Email (optional)",
        error_messages={"invalid": "Something is missing: an address looks like name@example.org."},
        max_length=254,
        required=False,
        help_text="Only to tell you that the answer is there. Without it, your private link is enough.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # The words of these three boxes are numbered: raise CONSENT_WORDING in models/enquiry.py with any change.
    adult = forms.BooleanField(
        label="I am 18 or older, and I ask about an adult.", error_messages={"required": REQUIRED_BOX}
    )
    health = forms.BooleanField(
        label="I agree that Kneesite uses the health information in my question in order to answer it.",
        error_messages={"required": REQUIRED_BOX},
    )
    publish = forms.BooleanField(
        label="Kneesite may also publish a version that does not show who I am. (optional)", required=False
    )
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    go = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.helper.form_action = reverse_lazy("advisor:check")
        self.helper.attrs["data-draft"] = "question"
        chosen = {self.data.get(self.add_prefix("topic")), self.initial.get("topic")}
        offered = [(topic.slug, topic.name) for topic in to_offer(topics_by_answers(), chosen)]
        self.fields["topic"].choices = [("", "Choose one"), *offered]

    def layout(self):
        left = HTML(f'<p class="form-text count" data-count="id_details">{DETAILS:,} characters at most</p>')
        privacy = HTML(
            '<p class="form-text">You can take back both agreements on your private page, at any time. '
            '<a href="/about/privacy/">How we look after your question</a></p>'
        )
        return Layout(
            "question", "details", left,
            Row(Column("topic", css_class="col-md-6"), Column("how_long", css_class="col-md-6")),
            "applies",
            Row(Column("first_name", css_class="col-md-6"), Column("email", css_class="col-md-6")),
            Fieldset("Your agreement", "adult", "health", "publish", privacy, css_class="consent"),
            Div(Field("website"), css_class="vh", aria_hidden="true"), "go", "key",
            StrictButton("Check my question", type="submit", name="do", value="check", css_class="btn-primary"),
        )  # fmt: skip

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_key(self):
        self.submission = Submission.opened(self.cleaned_data["key"])
        if self.submission is None:
            self.renew("key", Submission.fresh().signed())
            raise forms.ValidationError("This form was not complete. It is now: please send it once more.")
        return self.cleaned_data["key"]

    def renew(self, name, value):
        """Puts a fresh hidden value into a form that will be shown again."""
        self.data = self.data.copy()
        self.data[name] = value

    def whole_text(self) -> str:
        """What the phrase match and the search for similar questions look at."""
        return f"{self.data.get('question', '')}\n{self.data.get('details', '')}"


class WordsForm(ReaderForm):
    """One short text on the private page: a detail while waiting, or the reply to the advisor's question."""

    text = WrittenField(
        label="Add a detail", max_length=SHORT, help_text=f"Until the answer is sent. Up to {SHORT} characters.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    do = forms.CharField(widget=forms.HiddenInput, required=False, initial="detail")

    def __init__(self, data=None, *args, reply=False, **kwargs):
        self.reply = reply
        super().__init__(data, *args, **kwargs)
        self.helper.form_tag, self.helper.disable_csrf = False, True
        if reply:
            self.fields["text"].label = "Your reply"
            self.fields["text"].help_text = f"Up to {SHORT} characters. If you cannot say, write that."
            self.initial["do"] = "reply"

    def layout(self):
        label = "Send my reply" if self.reply else "Add it"
        return Layout("text", "do", StrictButton(label, type="submit", css_class="btn-primary"))
