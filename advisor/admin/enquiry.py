"""The desk: what waits first, one sentence per row, the question beside its answer, a button for each step."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from advisor import desk, retention, states
from advisor.admin.forms import DeskForm
from advisor.admin.queues import QueueFilter, SignFilter, Worklist, searched
from advisor.admin.report import ReportMixin
from advisor.adverts import WordsNotPermitted
from advisor.erasing import erase
from advisor.models import Enquiry, Question, TooLate
from core.admin import HouseAdmin, NotNow, Transition
from core.sanitiser import clean_html

HELD_UP = "words"  # in the address: an answer was held up because of words beside a product


def _take(request, enquiry):
    enquiry.claim(request.user)
    return "You hold this question for ten minutes. Nobody is locked out: a colleague can take it over."


def _let_go(request, enquiry):
    enquiry.let_go(request.user)
    return "Given back to the queue."


def _erase(request, enquiry):
    if enquiry.erased_at:
        raise NotNow("It is erased already.")
    erase(enquiry, public_too=True, by=request.user, what="Erased by the desk on request")
    return "Erased, with its public text. Only number and times are left."


@admin.register(Enquiry)
class EnquiryAdmin(ReportMixin, HouseAdmin):
    """Private questions. Nothing here is public; the public text is a separate record."""

    form = DeskForm
    save_on_top = False
    change_form_template = "admin/advisor/enquiry/change_form.html"
    change_list_template = "admin/advisor/enquiry/change_list.html"
    list_display = ["headline", "topic", "sign", "due", "state", "open"]
    list_filter = [QueueFilter, SignFilter, "topic"]
    search_fields = ["question"]  # only to show the box; queues.searched does the work
    search_help_text = "Words are looked for in the open questions, a number in all of them."
    ordering = ["-urgency", "due_at", "pk"]
    actions = None
    transitions = [
        Transition("take", "Hold it for ten minutes", _take, lambda request, it: it.is_open and not _is_mine(request, it)),
        Transition("let-go", "Give it back", _let_go, lambda request, it: _is_mine(request, it)),
        Transition(
            "erase", "Erase for good", _erase, lambda request, it: not it.erased_at,
            confirm="When an asker wants it and cannot use the private page.", permission="advisor.delete_enquiry",
        ),
    ]  # fmt: skip

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("topic", "claimed_by", "public")

    def get_changelist(self, request, **kwargs):
        return Worklist

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "The question desk", **(extra_context or {})})

    def get_search_results(self, request, queryset, search_term):
        return searched(queryset, search_term), False

    def get_fieldsets(self, request, obj=None):
        if obj is None or not obj.is_open:
            return [("Internal note", {"fields": ["note"]})]
        last = [("Missed by the phrase match", {"fields": ["missed"]})]
        back = [] if obj.asked_back_at else [("Ask back once", {"fields": ["ask_back"], "classes": ["collapse"]})]
        declining = ("Decline", {"fields": ["reason", "decline_text"], "classes": ["collapse"]})
        asked_for = request.method == "POST" or HELD_UP in request.GET  # the sentence of the refusal points to it
        stands = ("Words beside a product", {"fields": ["let_stand"], "classes": [] if asked_for else ["collapse"]})
        return [("Your answer", {"fields": ["answer", "saved_reply", "note"]}), stands, *back, declining, *last]

    # -- columns --------------------------------------------------------------------------------

    @admin.display(description="Question")
    def headline(self, enquiry):
        return format_html("{}<br>{}", enquiry, enquiry.question or "–")

    @admin.display(description="Warning sign")
    def sign(self, enquiry):
        urgent = enquiry.urgency >= Enquiry.Urgency.SAME_DAY
        return (
            format_html("<b>{}</b>, sent anyway", enquiry.get_urgency_display())
            if urgent
            else enquiry.get_urgency_display()
        )

    @admin.display(description="Due")
    def due(self, enquiry):
        if enquiry.status == Enquiry.Status.WAITING:
            return "Paused"
        return short_day(enquiry.due_at) if enquiry.is_open else "–"

    @admin.display(description="State")
    def state(self, enquiry):
        return states.for_desk(enquiry, enquiry.viewer)

    @admin.display(description="")
    def open(self, enquiry):
        if not enquiry.is_open:
            return ""
        url = reverse("admin:advisor_enquiry_do", args=[enquiry.pk, "take"])
        return format_html('<button type="submit" class="button" formaction="{}">Open</button>', url)

    # -- the change page ------------------------------------------------------------------------

    def render_change_form(self, request, context, *args, **kwargs):
        enquiry = kwargs.get("obj")
        if enquiry is not None:
            context |= {
                "state": states.for_desk(enquiry, request.user),
                "close": desk.close_to(enquiry) if enquiry.is_open else {},
                "notes": enquiry.notes.select_related("by"),
                "events": enquiry.events.select_related("by"),
                "public": Question.objects.filter(enquiry=enquiry).first(),
                "may_publish": enquiry.status == "answered"
                and enquiry.publish_consent_at
                and not enquiry.pointed_to_id,
                "kept_until": retention.text_until(enquiry),
                "signs": enquiry.signs.split(),
                "negated_signs": enquiry.negated_signs.split(),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        """The draft is written only while the question is open: a draft never changes an answer that was sent."""
        request.desk_data = form.cleaned_data
        obj.refresh_from_db()
        if "answer" in form.changed_data and "answer" in form.cleaned_data:
            answer = clean_html(form.cleaned_data["answer"] or "")
            if Enquiry.objects.open().filter(pk=obj.pk).update(answer=answer):
                obj.answer = answer
            else:
                request.desk_too_late = True
        if form.cleaned_data.get("note"):
            desk.add_note(obj, request.user, form.cleaned_data["note"])

    def response_change(self, request, obj):
        """Runs the button that was pressed; the draft is saved by now."""
        do = request.POST.get("_do", "save")
        here = HttpResponseRedirect(reverse("admin:advisor_enquiry_change", args=[obj.pk]))
        try:
            if getattr(request, "desk_too_late", False):
                raise TooLate(
                    "A colleague was quicker: this question is closed already. Nothing was sent a second time."
                )
            answer = desk.act(obj, request.user, do, request.desk_data)
        except WordsNotPermitted as refusal:
            messages.warning(request, str(refusal))
            return HttpResponseRedirect(f"{here.url}?{HELD_UP}")
        except TooLate as refusal:
            messages.warning(request, str(refusal))
            return here
        if isinstance(answer, Question):
            return HttpResponseRedirect(reverse("admin:advisor_question_change", args=[answer.pk]))
        if obj.is_open and do.partition(":")[0] in ("save", "insert", "cite", "missed"):
            obj.claim(request.user)
        messages.success(request, answer)
        to_be_published = obj.answered_at and obj.publish_consent_at and not obj.pointed_to_id
        return (
            here
            if obj.is_open or to_be_published
            else HttpResponseRedirect(reverse("admin:advisor_enquiry_changelist"))
        )


def short_day(moment) -> str:
    """3 December, or "today"."""
    local = timezone.localtime(moment)
    return "Today" if local.date() == timezone.localdate() else date_format(local, "j F")


def _is_mine(request, enquiry):
    return enquiry in Enquiry.objects.held_by(request.user)
