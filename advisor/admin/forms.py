"""The form of the desk: the draft, and what goes with its buttons."""

import hashlib

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from advisor.adverts import not_permitted, refusal
from advisor.declining import WORDS
from advisor.desk import paragraphs
from advisor.models import Enquiry, SavedReply
from core.admin import SALT, VersionedForm

NEEDS = {
    "ask-back": ("ask_back", "Write what you would like to know."),
    "decline": ("reason", "Choose why it is declined."),
    "missed": ("missed", "Write the wording that should have been found, in general terms."),
    "insert": ("saved_reply", "Choose a saved reply first."),
    "send": ("answer", "There is no answer yet. Write it, then send it."),
}
NOWHERE_ELSE = {"ask-back": "ask_back", "decline": "decline_text"}  # typed here and kept by no draft


def version_of(enquiry) -> str:
    """What two advisors could overwrite of each other; claims and details of the asker may change meanwhile."""
    return hashlib.sha256(f"{enquiry.status}\x1f{enquiry.answer}".encode()).hexdigest()[:24]


class DeskForm(VersionedForm):
    """The draft of an answer; every button saves it first."""

    saved_reply = forms.ModelChoiceField(SavedReply.objects.none(), required=False, empty_label="None")
    note = forms.CharField(
        label="Internal note", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only for the desk. It is erased with the question.",
    )  # fmt: skip
    let_stand = forms.CharField(
        label="Why the words may stand", max_length=300, required=False, widget=forms.TextInput(attrs={"size": 60}),
        help_text="Only after the desk has refused words beside a product of ours: such as “It says that it does not "
        "cure”. The reason is kept with the question.",
    )  # fmt: skip
    ask_back = forms.CharField(
        label="Ask back", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One thing you need to know, once. The clock stands still until the asker replies.",
    )  # fmt: skip
    reason = forms.ChoiceField(
        label="Why it is declined",
        required=False,
        choices=[("", "Choose one"), *[(key, label) for key, label in Enquiry.DeclineReason.choices if key in WORDS]],
    )
    decline_text = forms.CharField(
        label="What the asker reads then", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Where to go instead. Left empty, our usual words for the reason are sent.",
    )  # fmt: skip
    missed = forms.CharField(
        label="A missed warning sign", max_length=120, required=False,
        help_text="The wording in general terms, such as “leaking when I stand up”, without anything about the person.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["loaded_version"] = signing.dumps(version_of(self.instance), salt=SALT)
            self.fields["saved_reply"].queryset = SavedReply.objects.for_topic(self.instance.topic_id)

    def clean(self):
        cleaned = super().clean()
        for name in ("note", "let_stand", "ask_back", "decline_text", "missed"):
            cleaned[name] = cleaned.get(name, "").replace("\x00", "").strip()
        field, sentence = NEEDS.get(self.data.get("_do", "").partition(":")[0], ("", ""))
        if field and field in self.fields and not cleaned.get(field) and field not in self.errors:
            self.add_error(field, sentence)
        if cleaned.get("reason") and not cleaned["decline_text"]:
            cleaned["decline_text"] = WORDS[cleaned["reason"]]
        self._keep_words_that_are_refused(cleaned)
        return cleaned

    def _keep_words_that_are_refused(self, cleaned):
        """An answer is a draft by then; these would be lost with the form, so they are refused beside their field."""
        name = NOWHERE_ELSE.get(self.data.get("_do"))
        if name is None or name in self.errors or cleaned["let_stand"]:
            return
        if said := not_permitted(self.instance, paragraphs(cleaned[name])):
            self.add_error(name, refusal(said))

    def _refuse_if_outdated(self):
        saved = Enquiry.objects.filter(pk=self.instance.pk).first()
        try:
            loaded = signing.loads(self.data["loaded_version"], salt=SALT)
        except signing.BadSignature:
            loaded = ""
        if saved is not None and loaded != version_of(saved):
            raise ValidationError(
                "A colleague saved or sent an answer while you had this open. Nothing of theirs was changed and nothing "
                "was sent twice. Your text is still in the form below; open the question in another tab to compare.",
                code="outdated",
            )
