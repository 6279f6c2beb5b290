"""The quiz desk: questions, bands and messages in one form that refuses to save a broken score table for readers."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from core.admin import NotNow, Transition
from core.choosing import CarefulChoices
from products import guard
from quiz.copying import copy_quiz
from quiz.models import Band, Item, Message, Option, Quiz
from quiz.overview import overview
from quiz.sheet import draft_sheet
from quiz.sound_forms import BandFormSet, SoundQuizAdmin
from quiz.soundness import mistakes_of
from quiz.walk import walk


class ItemInline(admin.TabularInline):
    """The questions in their order; answers are edited on the question's own page."""

    model = Item
    extra = 0
    fields = ["order", "text", "area", "scored", "gate"]
    show_change_link = True
    classes = ["drag-order"]
    verbose_name_plural = "questions (drag them into order; “Change” opens picture, how-to and answers)"


class OptionInline(admin.TabularInline):
    """The answers of a question, from stiff to supple."""

    model = Option
    extra = 0
    fields = ["order", "label", "points", "flag"]
    classes = ["drag-order"]
    verbose_name_plural = "answers"


class BandInline(CarefulChoices, admin.StackedInline):
    """The results. Dragging a band gives it the scores of its new place."""

    model = Band
    formset = BandFormSet
    extra = 0
    fields = ["first_score", "title", "text", "tight_areas", "exercises", "articles"]
    autocomplete_fields = ["exercises"]
    filter_horizontal = ["articles"]
    classes = ["drag-order"]


class MessageInline(CarefulChoices, admin.StackedInline):
    """Care cards and notes."""

    model = Message
    extra = 0
    autocomplete_fields = ["exercises"]


def publish(request, quiz):
    """Goes live this minute, if nothing is broken and no result promises what may not be promised of a product."""
    found = mistakes_of(draft_sheet(quiz)) + [
        f"{one}." for band in quiz.bands.all() for one in guard.stops_of_panel(band)
    ]
    if found:
        raise NotNow("This quiz cannot be published yet. " + " ".join(found))
    quiz.goes_live_at, quiz.retires_at = timezone.now(), None
    quiz.save(update_fields=["goes_live_at", "retires_at"])
    return "Readers see the quiz now."


def take_offline(request, quiz):
    quiz.retires_at = timezone.now()
    quiz.save(update_fields=["retires_at"])
    return "The quiz is offline. Its numbers are kept."


def copy(request, quiz):
    """Everything but the numbers and the date, under a new address."""
    new = copy_quiz(quiz)
    messages.success(request, "This is the copy. Readers do not see it yet.")
    return HttpResponseRedirect(reverse("admin:quiz_quiz_change", args=[new.pk]))


def preview(request, quiz):
    return HttpResponseRedirect(reverse("admin:quiz_quiz_preview", args=[quiz.pk]))


@admin.register(Quiz)
class QuizAdmin(SoundQuizAdmin):
    """A quiz on one page."""

    list_display = ["title", "state", "full_marks", "next_review_on"]
    search_fields = ["title", "promise"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["picture", "topics"]
    readonly_fields = ["overview"]
    inlines = [ItemInline, BandInline, MessageInline]
    fieldsets = [
        ("How it stands", {"fields": ["overview"]}),
        ("The start page", {"fields": ["title", "slug", "promise", "introduction", "safety", "minutes", "picture"]}),
        ("The score", {"fields": ["full_marks", "minimum_answers", "without_score"]}),
        ("Where it appears", {"fields": ["topics", "goes_live_at", "retires_at"]}),
        ("Review", {"fields": ["reviewed_on", "next_review_on"]}),
    ]
    transitions = [
        Transition(
            "publish", "Publish now", publish, lambda request, quiz: may(request) and not quiz.is_published(), True
        ),
        Transition("offline", "Take offline", take_offline, lambda request, quiz: may(request) and quiz.is_published()),
        Transition("preview", "Try it out", preview),
        Transition("copy", "Copy this quiz", copy, lambda request, quiz: request.user.has_perm("quiz.add_quiz")),
    ]

    class Media:
        js = ["js/drag-order.js"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview)
        return [path("<int:pk>/preview/", view, name="quiz_quiz_preview"), *super().get_urls()]

    def preview(self, request, pk):
        """The quiz as a reader would go through it, published or not; nothing is counted."""
        quiz = self.get_object(request, pk)
        if quiz is None or not self.has_view_permission(request, quiz):
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        sheet = draft_sheet(quiz)
        if not sheet.questions or not all(question.options for question in sheet.questions):
            messages.warning(request, "Give every question its answers first; then you can try it out.")
            return HttpResponseRedirect(reverse("admin:quiz_quiz_change", args=[pk]))
        return walk(request, sheet, request.path, counting=False)

    def get_deleted_objects(self, objs, request):
        """Its questions go with it, although no question can be deleted on its own page."""
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return listed, counts, lacking - {Item._meta.verbose_name}, protected

    @admin.display(description="readers see it", ordering="goes_live_at")
    def state(self, obj):
        return obj.live_state()

    @admin.display(description="the quiz today")
    def overview(self, obj):
        return overview(draft_sheet(obj)) if obj.pk else "After saving you see here what is still missing."


def may(request):
    return request.user.has_perm("quiz.change_quiz")


@admin.register(Item)
class ItemAdmin(SoundQuizAdmin):
    """One question with its answers. It is added and deleted on the page of its quiz."""

    list_display = ["text", "quiz", "area", "scored", "gate"]
    list_filter = ["quiz"]
    list_select_related = ["quiz"]
    search_fields = ["text"]
    autocomplete_fields = ["picture"]
    inlines = [OptionInline]
    readonly_fields = ["back"]
    fieldsets = [
        (None, {"fields": ["back", "text", "ask", "how", "safety", "picture", "area"]}),
        ("How it counts", {"fields": ["scored", "gate"]}),
    ]

    class Media:
        js = ["js/drag-order.js"]

    def quiz_of(self, obj):
        return obj.quiz

    def view_on_site(self, item):
        """The page of its quiz, once readers can open it."""
        return item.get_absolute_url() if item.quiz.is_published() else None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_model_perms(self, request):
        """Questions are reached from their quiz; the index does not list them."""
        return {}

    @admin.display(description="quiz")
    def back(self, obj):
        return format_html('<a href="{}">{}</a>', reverse("admin:quiz_quiz_change", args=[obj.quiz_id]), obj.quiz)
