"""Saving in the staff area without breaking what readers see: a live or scheduled quiz stays sound, or nothing is saved."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.forms import BaseInlineFormSet
from django.utils import timezone

from core.admin import HouseAdmin, VersionedForm
from quiz.models import Quiz
from quiz.sheet import draft_sheet
from quiz.soundness import mistakes_of

OUT_OF_THE_WAY = 10_000  # beyond the highest full marks


class BrokenQuiz(Exception):  # noqa: N818 (it is an answer, not a fault)
    """Rolls back a save that would have shown readers a broken quiz; carries the sentences."""


class BandFormSet(BaseInlineFormSet):
    """Saves bands that change places. No two may start at the same score, not even between two statements."""

    def save_existing_objects(self, commit=True):
        changed = [form.instance.pk for form in self.initial_forms if form.has_changed() or form in self.deleted_forms]
        if commit:
            self.model.objects.filter(pk__in=changed).update(first_score=F("first_score") + OUT_OF_THE_WAY)
        return super().save_existing_objects(commit)


class SoundForm(VersionedForm):
    """Shows the sentences of a save that was rolled back; what was typed is still there."""

    mistakes = ()

    def clean(self):
        cleaned = super().clean()
        for sentence in self.mistakes:
            self.add_error(None, ValidationError(sentence, code="broken"))
        return cleaned


class SoundQuizAdmin(HouseAdmin):
    """Saves form and inlines in one transaction, looks at the whole quiz, and takes it all back when it is broken."""

    form = SoundForm

    def quiz_of(self, obj):
        """The quiz that a change of `obj` touches."""
        return obj

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        quiz = Quiz.objects.get(pk=self.quiz_of(form.instance).pk)
        if is_or_will_be_live(quiz) and (found := mistakes_of(draft_sheet(quiz))):
            raise BrokenQuiz(found)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except BrokenQuiz as broken:  # the transaction is rolled back by now: the same form again, with the sentences
            request.quiz_mistakes = broken.args[0]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.mistakes = getattr(request, "quiz_mistakes", ())
        return form


def is_or_will_be_live(quiz) -> bool:
    """Readers see it, or will."""
    return quiz.goes_live_at is not None and (quiz.retires_at is None or quiz.retires_at > timezone.now())
