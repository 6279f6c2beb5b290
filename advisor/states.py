"""The state of a question in words: a badge and a chain for the asker, one sentence for the desk. No database."""

from django.utils import timezone
from django.utils.formats import date_format

from advisor.models import Enquiry
from core.publishable import day

Status = Enquiry.Status
BADGES = {
    Status.HELD: "Received",
    Status.NEW: "Waiting for an answer",
    Status.WAITING: "Waiting for you",
    Status.ANSWERED: "Answered",
    Status.DECLINED: "Not answered",
    Status.WITHDRAWN: "Withdrawn",
}


def for_asker(enquiry, advisor_name="") -> dict:
    """{"badge", "steps"}: each step has name, words, at and whether it is done or now."""
    who = advisor_name or "The advisor"
    received = {"name": "Received", "at": enquiry.received_at, "done": True, "words": ""}
    if enquiry.status == Status.WITHDRAWN:
        gone = {"name": "Withdrawn", "now": True, "at": enquiry.closed_at, "words": "Nobody works on it any more."}
        return {"badge": BADGES[enquiry.status], "steps": [received, gone]}
    waiting = enquiry.status == Status.WAITING
    begun = enquiry.is_open and bool(enquiry.claimed_by_id or enquiry.answer or enquiry.asked_back_at)
    badge = "Being answered" if begun and not waiting else BADGES.get(enquiry.status, "")
    middle = {"name": badge, "now": True}
    if waiting:
        middle["words"] = f"{who} needs one more thing. The clock stands still until you reply."
    elif begun:
        middle["words"] = f"{who} is working on it. {expected(enquiry)}"
    else:
        middle["name"] = "Waiting for an answer"
        middle["words"] = f"It lies on the desk. {expected(enquiry)}"
    letter = " We will also send you a short email, without any of the text." if enquiry.email else ""
    last = {"name": "Answered", "words": f"You will read it here.{letter}"}
    return {"badge": badge, "steps": [received, middle, last]}


def expected(enquiry, now=None) -> str:
    """When we expect the answer, honestly also when that day has passed."""
    if enquiry.due_at < (now or timezone.now()):
        return "It takes longer than we promised. We are sorry; it is not forgotten."
    return f"We expect the answer by {weekday(enquiry.due_at)}."


def for_desk(enquiry, user, now=None) -> str:
    """One sentence for a row of the desk."""
    now = now or timezone.now()
    if enquiry.erased_at:
        return "Erased; only this line is left"
    if enquiry.status == Status.HELD:
        return f"Held: {enquiry.held_because.lower() or 'somebody should look first'}"
    if enquiry.status == Status.WAITING:
        return f"Waiting for the asker since {day(enquiry.asked_back_at)}"
    if not enquiry.is_open:
        return f"{enquiry.get_status_display()} on {day(enquiry.closed_at)}{to_publish(enquiry)}"
    parts = [overdue(enquiry, now), replied(enquiry), held_by(enquiry, user, now) or untouched(enquiry)]
    return ", ".join(part for part in parts if part).capitalize()


def to_publish(enquiry) -> str:
    """What is left to do when the asker agreed to publishing, or ""."""
    if enquiry.status != Status.ANSWERED or not enquiry.publish_consent_at or enquiry.pointed_to_id:
        return ""
    public = getattr(enquiry, "public", None)
    if public is None:
        return ", to publish: not begun"
    return "" if public.goes_live_at else ", to publish: being written, or waits for a second person"


def overdue(enquiry, now) -> str:
    """How late it is, in days of the calendar."""
    days = (timezone.localdate(now) - timezone.localdate(enquiry.due_at)).days
    if enquiry.due_at >= now:
        return ""
    return f"overdue by {days} day{'' if days == 1 else 's'}" if days else "overdue since today"


def replied(enquiry) -> str:
    return "the asker has replied" if enquiry.replied_at else ""


def held_by(enquiry, user, now) -> str:
    """Who has it open and until when, or ""."""
    if not enquiry.claimed_by_id or enquiry.claimed_until <= now:
        return ""
    until = date_format(timezone.localtime(enquiry.claimed_until), "H:i")
    if enquiry.claimed_by_id == user.pk:
        return f"yours until {until}"
    return f"{enquiry.claimed_by.get_full_name() or enquiry.claimed_by.get_username()} has it open until {until}"


def untouched(enquiry) -> str:
    if enquiry.answer:
        return "a draft was saved"
    return "nobody has it open" if enquiry.claimed_by_id else "new, nobody has opened it"


def weekday(moment) -> str:
    """Thursday, 14 May."""
    return date_format(timezone.localtime(moment), "l, j F")
