"""The public text beside the original, with what stops it; a second person signs it off."""

from django.contrib import admin
from django.db.models import F
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from advisor import publishing
from advisor.compared import compared
from advisor.models import Question, TooLate
from core.admin import HouseAdmin, NotNow, Transition, as_readers_see_it, with_rows

TEXTS = ["title", "question", "asked_by", "answer", "sources", "waiver"]
ANSWER = as_readers_see_it("answer", "Answer")


def _sign_off(request, question):
    try:
        publishing.sign_off(question, request.user)
    except TooLate as refusal:
        raise NotNow(str(refusal)) from None
    return "It is published. The asker hears of it if there is an address."


def _not_the_second_person(request, question):
    return "" if publishing.may_sign(question, request.user) else "Somebody else has to sign it off."


def _take_back(request, question):
    question.take_back()
    return "It is back on the desk. Until it is signed off again its address says that it is being changed."


def _take_down(request, question):
    question.take_down()
    return "Taken down. Its address now says so."


def _reviewed(request, question):
    publishing.reviewed_today(question)
    return "Reviewed today; the next review is in two years."


def _is_draft(request, question):
    return question.goes_live_at is None


def _is_live(request, question):
    return question.is_published()


def _was_seen(request, question):
    return question.is_published() or (_is_draft(request, question) and question.was_seen)


class StateFilter(admin.SimpleListFilter):
    """Drafts first: they wait for somebody."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("waiting", "Waits for a second person"),
            ("live", "Live"),
            ("due", "Review is due"),
            ("down", "Taken down"),
        ]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        return {
            "waiting": queryset.waiting_for_sign_off,
            "live": queryset.published,
            "due": lambda: queryset.published().filter(next_review_on__lt=today),
            "down": queryset.gone,
        }.get(self.value(), lambda: queryset)()


@admin.register(Question)
class QuestionAdmin(HouseAdmin):
    """What everybody reads. A live text is changed by taking it back to the desk first."""

    list_display = ["headline", "advisor", "answered_on", "next_review_on", "state"]
    list_display_links = ["headline"]
    list_filter = [StateFilter, ("topics", admin.RelatedOnlyFieldListFilter)]
    actions = None
    search_fields = ["title", "question"]
    autocomplete_fields = ["topics", "products", "exercises", "articles", "advisor"]
    ordering = [F("goes_live_at").asc(nulls_first=True), "-answered_on"]
    transitions = [
        Transition(
            "sign-off", "Sign off and publish", _sign_off, _is_draft, primary=True,
            confirm="Save your changes first. Could a neighbour tell who asked?", permission="advisor.sign_off_question",
            not_you=_not_the_second_person,
        ),
        Transition("reviewed", "Reviewed today", _reviewed, _is_live, confirm="You read it again and it is still right."),
        Transition("take-back", "Take it back to change it", _take_back, _is_live, confirm="Readers will not see it meanwhile."),
        Transition("take-down", "Take it down", _take_down, _was_seen, confirm="For good: its address answers that it is gone."),
    ]  # fmt: skip
    fieldsets = [
        ("Beside the original", {"fields": ["original", "stops"]}),
        ("The public text", {"fields": ["title", "slug", "question", "asked_by", "answer", "waiver"]}),
        ("Sorted under", {"fields": ["topics", "advisor", "asked_on", "answered_on"]}),
        ("Sources and review", {"fields": ["sources", "reviewed_on", "next_review_on"]}),
        ("What it leads to", {"fields": ["exercises", "articles", "products"]}),
    ]

    class Media:
        css = {"all": ["css/desk.css"]}

    def has_delete_permission(self, request, obj=None):
        """Only what readers never saw; everything else is taken down, so that its address can say so."""
        return bool(obj is not None and not obj.was_seen and super().has_delete_permission(request, obj))

    def get_readonly_fields(self, request, obj=None):
        fixed = ["original", "stops", "reviewed_on"]
        return [*fixed, *TEXTS, ANSWER, "slug"] if obj and obj.goes_live_at else fixed

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("enquiry", "advisor")

    def get_form(self, request, obj=None, **kwargs):
        request.may_see_original = request.user.has_perm("advisor.view_enquiry")
        return super().get_form(request, obj, **kwargs)

    def get_fieldsets(self, request, obj=None):
        """An editor who signs off sees only the public text."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and (obj.goes_live_at or not self.has_change_permission(request, obj)):
            fieldsets = with_rows(fieldsets, answer=ANSWER)
        if obj is not None and obj.enquiry_id and request.user.has_perm("advisor.view_enquiry"):
            return fieldsets
        rest = [("What stops it", {"fields": ["stops"]})] if obj is not None else []
        return [*rest, *fieldsets[1:]]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.written_by = request.user
        elif set(form.changed_data) & set(TEXTS):
            obj.written_by = request.user  # whoever changed the words last is not the second person
            obj.save(update_fields=["written_by"])
        super().save_model(request, obj, form, change)
        if not change or set(form.changed_data) & set(TEXTS):
            obj.writers.add(request.user)

    # -- columns and panels ---------------------------------------------------------------------

    @admin.display(description="Question", ordering="title")
    def headline(self, question):
        return question.title or "A public text without its question yet"

    @admin.display(description="State", ordering="goes_live_at")
    def state(self, question):
        if question.goes_live_at is None:
            return "Waits for a second person" if not publishing.stops(question) else "Being written"
        return question.live_state()

    @admin.display(description="What the asker wrote, and what was left out")
    def original(self, question):
        enquiry = question.enquiry
        if enquiry is None or enquiry.erased_at:
            return "The original is not kept any more."
        words = f"{enquiry.question} {enquiry.details} {enquiry.additions} {enquiry.reply}"
        changes = compared(words, f"{question.title} {question.question}")
        return format_html(
            '<p class="asker-words"><b>{}</b></p><p class="asker-words">{}</p><p class="asker-words compared">{}</p>',
            enquiry.question, enquiry.details, changes,
        )  # fmt: skip

    @admin.display(description="Before it can be published")
    def stops(self, question):
        if question.goes_live_at:
            return "It is published."
        sentences = publishing.stops(question) or ["Nothing stops it. A second person signs it off."]
        sentences += publishing.remarks(question)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((one,) for one in sentences)))
