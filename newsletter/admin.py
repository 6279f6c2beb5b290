"""The newsletter's desk: issues from draft to progress. Who gets them: subscribers_admin.py."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles.models import Article, RecipeBlock, Revision
from core.admin import HouseAdmin, NotNow, Transition, as_readers_see_it, with_rows
from core.choosing import CarefulChoices
from core.mailable import is_mailable
from newsletter import emails, issue_steps, subscribers_admin
from newsletter.delivery import receivers_of
from newsletter.issue import Status
from newsletter.models import Issue, Pick
from newsletter.preview import PreviewMixin
from newsletter.progress import progress_of, why_failed

__all__ = ["IssueAdmin", "subscribers_admin"]


class PickInline(CarefulChoices, admin.TabularInline):
    """Articles, recipes and questions, in the order of the letter."""

    model = Pick
    extra = 1
    autocomplete_fields = ["article", "question"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(Prefetch("article", Article.objects.with_titles()))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "article":
            kwargs["queryset"] = Article.objects.with_titles()
        if db_field.name == "recipe":
            live = RecipeBlock.objects.filter(parent__in=Revision.objects.published().order_by())
            return forms.ModelChoiceField(live.order_by("name"), required=False)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def step(name, done, *args):
    """A button that calls a step of issue_steps.py and says what happened. `done`: the sentence, or a function of the issue."""

    def do(request, issue):
        try:
            getattr(issue, name)(*[arg(request) for arg in args])
        except issue_steps.NotNow as refusal:
            raise NotNow(str(refusal)) from None
        return done(issue) if callable(done) else done

    return do


def is_now(*statuses):
    """The button is offered in these states only."""
    return lambda request, issue: issue.status in statuses


def seen(request):
    """When the letter that this page showed was changed last, so that nobody approves what they have not read."""
    return request.POST.get("seen", "")


def cannot_approve(request, issue) -> str:
    """Stands in the place of the button: a person's own letter first, else the first thing that is missing."""
    first, *more = issue.reasons_against(request.user) or [""]
    return f"{first} What else is missing stands below." if more else first


def cannot_go_on(request, issue) -> str:
    """Stands in the place of the button: why no further letter may leave."""
    return issue.reasons_to_stay()


def send_test(request, issue):
    """The button "Send me a test letter"."""
    if not is_mailable(request.user.email):
        raise NotNow("Your staff account has no email address that letters can go to. An Owner can add it.")
    emails.send_test(issue, request.user, timezone.now())
    return f"A test letter is on its way to {request.user.email}."


class Waits(admin.SimpleListFilter):
    """The list of the staff home."""

    title = "what waits"
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return [("approval", "Waiting for my approval")]

    def queryset(self, request, issues):
        return issues.waiting_for(request.user) if self.value() == "approval" else issues


def says_nothing(issue) -> set:
    """Rows of "How it stands" that have nothing to say in this state."""
    if issue is None or issue.is_draft:
        return {"progress", "failed", "approved_by", "approved_at", *([] if issue else ["written_by", "receivers"])}
    over = "receivers" if issue.started_at else "progress"
    return {"in_the_way", over, *([] if why_failed(issue) else ["failed"])}


APPROVES = "newsletter.approve_issue"
HOW_IT_STANDS = [
    "state", "progress", "failed", "receivers", "in_the_way", "written_by", "approved_by", "approved_at",
]  # fmt: skip
GREETING = as_readers_see_it("greeting", "Greeting")


@admin.register(Issue)
class IssueAdmin(PreviewMixin, HouseAdmin):
    """Fill, look, test, ask a colleague to approve; then watch it go."""

    list_display = ["subject", "state", "send_at", "progress"]
    list_filter = [Waits, "status"]
    search_fields = ["subject"]
    prepopulated_fields = {"slug": ["subject"]}
    autocomplete_fields = ["fact", "product", "topics"]
    readonly_fields = HOW_IT_STANDS
    inlines = [PickInline]
    transitions = [
        Transition("test", "Send me a test letter", send_test, when=is_now(Status.DRAFT, Status.APPROVED)),
        Transition(
            "approve",
            lambda issue: "Approve it: it leaves at once" if issue.is_overdue() else "Approve it for its day",
            step("approve", lambda issue: f"Approved. {issue.leaves()}.", lambda request: request.user, seen),
            when=is_now(Status.DRAFT),
            primary=True,
            permission=APPROVES,
            not_you=cannot_approve,
        ),
        Transition(
            "take-back",
            "Make it a draft again",
            step("take_back", "It is a draft again, and does not leave until somebody approves it."),
            when=is_now(Status.APPROVED),
            permission="newsletter.change_issue",
        ),
        Transition(
            "pause",
            "Pause",
            step("pause", "Paused. No further letter leaves."),
            when=is_now(Status.SENDING),
            permission=APPROVES,
        ),
        Transition(
            "go-on",
            "Go on",
            step("go_on", "Letters leave again."),
            when=is_now(Status.PAUSED),
            primary=True,
            permission=APPROVES,
            not_you=cannot_go_on,
        ),
        Transition(
            "stop",
            "Stop for good",
            step("stop", "Stopped. Nobody else gets it."),
            when=is_now(Status.APPROVED, Status.SENDING, Status.PAUSED),
            confirm=lambda issue: issue.what_a_stop_means(),
            sure="Yes, stop it for good",
            permission=APPROVES,
        ),
        Transition(
            "withdraw",
            "Take it out of the archive",
            step("withdraw", "Withdrawn. Its page, the search and the site map no longer have it."),
            when=lambda request, issue: issue.status == Status.SENT and issue.is_in_the_archive,
            confirm="Who has it, has it. Nobody can read it on the site any more.",
            permission=APPROVES,
        ),
        Transition(
            "show-again",
            "Put it back into the archive",
            step("show_again", "It stands in the archive again."),
            when=lambda request, issue: bool(issue.withdrawn_at),
            permission=APPROVES,
        ),
    ]
    fieldsets = [
        ("How it stands", {"fields": HOW_IT_STANDS}),
        ("The letter", {"fields": ["subject", "slug", "greeting", "fact", "product"]}),
        ("Who gets it, and when", {"fields": ["topics", "send_at"]}),
    ]

    class Media:
        js = ["js/on-its-way.js"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("written_by", "approved_by")

    def get_fieldsets(self, request, obj=None):
        """Rows that say nothing yet, or nothing any more, are left out; who cannot change it reads the greeting as readers do."""
        silent = says_nothing(obj)
        fieldsets = [
            (title, {**options, "fields": [name for name in options["fields"] if name not in silent]})
            for title, options in super().get_fieldsets(request, obj)
        ]
        if obj is not None and not self.has_change_permission(request, obj):
            return with_rows(fieldsets, greeting=GREETING)
        return fieldsets

    def view_on_site(self, issue):
        """Its page in the archive, once it has one."""
        return issue.get_absolute_url() if issue.is_in_the_archive else None

    def has_change_permission(self, request, obj=None):
        """What is approved stays as it was approved."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_draft)

    def may_do(self, request, obj, transition):
        """A test letter changes nothing: whoever may see the issue may ask for one."""
        if transition.name == "test":
            return request.user.has_perm("newsletter.change_issue")
        return super().may_do(request, obj, transition)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.written_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Who changed something is remembered as one who wrote it; a save without a change is none."""
        super().save_related(request, form, formsets, change)
        if set(form.changed_data) - {"loaded_version"} or any(formset.has_changed() for formset in formsets):
            try:
                form.instance.note_change(request.user)
            except issue_steps.NotNow:  # approved in this very moment: nothing of this form is kept
                raise PermissionDenied from None

    @admin.display(description="state")
    def state(self, issue):
        if not issue.pk:
            return "New"
        if issue.status == Status.SENDING or (issue.status == Status.APPROVED and issue.is_overdue()):
            return format_html('<span data-on-its-way="{}">{}</span>', issue.status, issue.state())
        return issue.state()

    @admin.display(description="progress")
    def progress(self, issue):
        if not (issue.pk and issue.started_at):
            return "No letter has left."
        if issue.status == Status.SENT and issue.approved_by_id is None:
            return "It was brought in as sent; no letter left from here."
        never = issue.deliveries.waiting().count() if issue.status == Status.STOPPED else 0
        return progress_of(issue).sentence() + (
            f", {never:,} {'does' if never == 1 else 'do'} not get it" if never else ""
        )

    @admin.display(description="who gets it")
    def receivers(self, issue):
        number = receivers_of(issue, timezone.now()).count()
        return f"{number:,} {'person' if number == 1 else 'people'}, as the list is now."

    @admin.display(description="failed letters")
    def failed(self, issue):
        return why_failed(issue)

    @admin.display(description="before it can be approved")
    def in_the_way(self, issue):
        if not issue.pk:
            return "Save it first; then this list tells what is missing."
        reasons = list(issue.missing()) if issue.is_draft else []
        if issue.is_draft and issue.is_overdue():
            reasons.append("Its time has passed: once approved, it leaves at once.")
        if not reasons:
            return "Nothing is missing."
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((reason,) for reason in reasons)))
