"""The forms of the newsletter: sign-up and preferences."""

from crispy_forms.bootstrap import StrictButton
from crispy_forms.layout import HTML, Layout
from django import forms

from articles.reading import topics_by_articles
from core.forms import ReaderForm
from core.mailable import MailableField
from core.publishable import day
from newsletter.consent import current_wording
from topics.models import Topic, to_offer

EVERYTHING = "everything"


class TopicsField(forms.MultipleChoiceField):
    """Slugs of topics; "everything" or nothing chosen gives an empty list, which means everything."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        words = {"label": "What should it be about?", "help_text": "“Everything”, or nothing ticked: every letter."}
        super().__init__(required=False, **words, **kwargs)
        self.error_messages["invalid_choice"] = "One of the topics is no longer on the list. Please choose again."

    def clean(self, value):
        chosen = super().clean(value)
        return [] if EVERYTHING in chosen else list(Topic.objects.filter(slug__in=chosen))


class TopicsForm(ReaderForm):
    """Offers everything, the most useful topics, and those that the reader had chosen or has just sent."""

    topics = TopicsField()

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        field = self.fields["topics"]
        sent = field.widget.value_from_datadict(self.data, self.files, self.add_prefix("topics")) or []
        offered = to_offer(topics_by_articles(), {*sent, *self.initial.get("topics", [])})
        field.choices = [(EVERYTHING, "Everything"), *((topic.slug, topic.name) for topic in offered)]


class SignUpForm(TopicsForm):
    """An address and topics. Nothing else is asked. What people agree to is part of it: it stands on reading pages too."""

    email = MailableField(
        label="Email",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Please type your email address.",
            "invalid": "This does not look like an email address. Please check it, for example anna@example.org.",
            "max_length": "This email address is longer than any can be. Please check it.",
        },
    )
    field_order = ("email", "topics")

    def layout(self):
        agreed = HTML(f'<p class="meta mb-3">{current_wording()} <a href="/about/privacy/">Privacy</a></p>')
        return Layout("email", "topics", agreed, StrictButton("Sign up", type="submit", css_class="btn-primary"))


class PreferencesForm(TopicsForm):
    """What the letters are about, and a pause. The address of the page is the key, so no token is needed."""

    pause = forms.ChoiceField(
        label="How often?",
        choices=[("no", "Every week"), ("yes", "Pause for a month")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Please choose how often.",
            "invalid_choice": "Please choose how often: every week, or a pause.",
        },
    )

    def __init__(self, data=None, *args, subscriber, **kwargs):
        slugs = [topic.slug for topic in subscriber.topics.all()] or [EVERYTHING]
        kwargs["initial"] = {"topics": slugs, "pause": "yes" if subscriber.is_pausing() else "no"}
        super().__init__(data, *args, **kwargs)
        if subscriber.is_pausing():
            self.fields["pause"].help_text = f"You pause. Letters come again after {day(subscriber.paused_until)}."
        self.helper.disable_csrf = True
        self.helper.attrs = {"novalidate": ""}

    def layout(self):
        return Layout("topics", "pause", StrictButton("Save", type="submit", css_class="btn-primary"))

    def save(self, subscriber):
        """Takes over what was chosen."""
        subscriber.topics.set(self.cleaned_data["topics"])
        if self.cleaned_data["pause"] == "no":
            subscriber.go_on()
        elif not subscriber.is_pausing():
            subscriber.pause()
