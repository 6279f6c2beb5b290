"""The buttons of the edit page: what can be done next with a text, and who may do it."""

from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.sentence import minute
from articles.steps import CannotStep
from articles.talk import Comment, Flag
from articles.versions import start_version
from core.admin import NotNow, Transition

APPROVE = "articles.approve_revision"
CHANGE = "articles.change_revision"
OVERRIDE = "articles.override_revision"


class Step(Transition):
    """A button of the edit page; `asks` makes it ask for a reason first."""

    def __init__(self, *args, asks="", **kwargs):
        super().__init__(*args, **kwargs)
        self.asks = asks


def stepped(act):
    """What a step refuses becomes the sentence on the page."""

    def do(request, revision):
        try:
            return act(request, revision)
        except CannotStep as refusal:
            raise NotNow(str(refusal)) from None

    return do


def is_later(revision) -> bool:
    return bool(revision.planned_for and revision.planned_for > timezone.now())


def publish_label(revision) -> str:
    """Says what it does: "Publish now" or "Publish on 3 December 2026 at 09:00"."""
    return f"Publish on {minute(revision.planned_for)}" if is_later(revision) else "Publish now"


def seen(request):
    """The moment of the text this page showed, so that nobody approves what they have not read."""
    try:
        return parse_datetime(request.POST.get("seen", "")[:40])
    except ValueError:  # looks like a moment and is none, such as 30 February
        return None


def propose(request, revision):
    revision.propose(request.user)
    return "Proposed. It is on the list of whoever approves now."


def return_it(request, revision):
    revision.return_to_author(request.user, request.POST.get("reason", "").replace("\x00", ""))
    return "Returned with your reason."


def publish(request, revision):
    revision.approve(
        request.user, seen=seen(request), override_reason=request.POST.get("reason", "").replace("\x00", "")
    )
    if revision.goes_live_at > timezone.now():
        return f"Approved. It goes live on {minute(revision.goes_live_at)}, without anybody doing anything."
    return "It is live."


def comment(request, revision):
    text = request.POST.get("reason", "").replace("\x00", "").strip()[:1000]
    if not text:
        raise NotNow("There was nothing in it.")
    Comment.objects.create(revision=revision, text=text, said_by=request.user)
    return "Your comment is there for colleagues."


def resolve(request, revision):
    revision.comments.resolve(request.user)
    return "The thread is resolved."


def flag(request, revision):
    reason = request.POST.get("reason", "").replace("\x00", "").strip()[:1000]
    if not reason:
        raise NotNow("Please say what needs a change.")
    try:
        with transaction.atomic():
            Flag.objects.create(article=revision.article, reason=reason, raised_by=request.user)
    except IntegrityError:
        raise NotNow("It is flagged already.") from None
    return "Flagged: it is on the list of whoever edits now."


def unflag(request, revision):
    revision.article.flags.resolve(request.user)
    return "The flag is gone."


def take_back(request, revision):
    revision.take_back(request.user)
    return "Taken back: it is a draft again. What was live stays live."


def withdraw(request, revision):
    revision.withdraw(request.user, request.POST.get("reason", "").replace("\x00", ""))
    return "Withdrawn. Readers get a helpful page instead; lists, search and feeds have forgotten it."


def start(request, revision):
    draft = start_version(revision, request.user)
    return HttpResponseRedirect(reverse("admin:articles_revision_change", args=[draft.pk]))


def start_label(revision) -> str:
    newest = revision.article.revisions.first()
    return "Start a new version" if newest == revision else "Restore this text as a new version"


def may_start(request, revision) -> bool:
    return revision.is_approved and revision.article.open_revision() is None


def may_withdraw(request, revision) -> bool:
    now = timezone.now()
    return revision.is_approved and (revision.is_published(now) or revision.goes_live_at > now) and revision.has_future


def may_publish(request, revision) -> bool:
    return not revision.is_approved


def may_override(request, revision) -> bool:
    return not revision.is_approved and revision.is_written_by(request.user)


def may_flag(request, revision) -> bool:
    return revision.is_published() and revision.open_flag is None


STEPS = [
    Step("propose", "Propose for approval", stepped(propose), lambda request, one: one.status in ("draft", "returned"),
         permission=CHANGE),
    Step("return", "Return with a reason", stepped(return_it), lambda request, one: one.status == "in_review",
         permission=APPROVE, asks="What should be changed?"),
    Step("publish", publish_label, stepped(publish), may_publish, primary=True, permission=APPROVE),
    Step("override", lambda one: f"{publish_label(one)} without a second person", stepped(publish), may_override,
         permission=OVERRIDE, asks="Why can nobody else look at it? Your reason is kept."),
    Step("start", start_label, stepped(start), may_start, primary=True, permission=CHANGE),
    Step("take-back", "Take back, do not publish", stepped(take_back),
         lambda request, one: one.is_approved and one.goes_live_at > timezone.now() and one.has_future,
         permission=APPROVE),
    Step("flag", "Flag: needs a change", stepped(flag), may_flag, permission=CHANGE, asks="What needs a change?"),
    Step("unflag", "The change is made, remove the flag", stepped(unflag),
         lambda request, one: one.open_flag is not None, permission=CHANGE),
    Step("withdraw", "Withdraw", stepped(withdraw), may_withdraw, permission=APPROVE,
         asks="Why do readers no longer see it?"),
    Step("comment", "Comment", stepped(comment), permission=CHANGE, asks="What do you want to tell colleagues?"),
    Step("resolve", "Resolve the comments", stepped(resolve), lambda request, one: any(said.resolved_at is None for said in one.thread),
         permission=CHANGE),
]  # fmt: skip
