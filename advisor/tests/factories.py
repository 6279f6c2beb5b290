"""Questions for tests, written as English: an_enquiry(email="a@example.org"), a_question(goes_live_at=None), a_desk(...)."""

import uuid
from datetime import timedelta
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.utils import timezone

from advisor import publishing
from advisor.models import Desk, Enquiry, Question, SavedReply, WarningSign
from articles.tests.factories import an_author
from core.private import private_token
from topics.models import Topic
from topics.tests.factories import a_topic

_numbers = count(1)
SOME_TIME_AGO = timedelta(days=30)
UNSET = object()
ANSWER = "<p>A click without pain is usually harmless.</p>"


def an_enquiry(question="Why do my knees click?", **fields) -> Enquiry:
    """A question that waits on the desk; name columns to change that."""
    now = timezone.now()
    filled = {
        "submission_key": uuid.uuid4(),
        "details": "They click on every step. It does not hurt.",
        "topic": fields.get("topic") or Topic.objects.first() or a_topic("Knees"),
        "how_long": "weeks",
        "received_at": now - timedelta(hours=2),
        "due_at": now + timedelta(days=3),
        "health_consent_at": now,
    }
    return Enquiry.objects.create(question=question, **{**filled, **fields})


def an_answered_enquiry(question="Why do my knees click?", **fields) -> Enquiry:
    """One that an advisor has answered."""
    filled = {
        "status": Enquiry.Status.ANSWERED,
        "closed_at": timezone.now() - timedelta(hours=1),
        "answer": ANSWER,
        "answered_by": fields.get("answered_by") or an_advisor(),
    }
    return an_enquiry(question, **{**filled, **fields})


def a_draft(title="Why do knees click?", first_name="", email="", by=None, **fields):
    """A public text that waits for its second person."""
    writer = by or an_advisor()
    enquiry = an_answered_enquiry(first_name=first_name, email=email, publish_consent_at=timezone.now())
    draft = publishing.start_public_text(enquiry, writer, an_author("Orla Fenwick"))
    for name, value in {"title": title, **fields}.items():
        setattr(draft, name, value)
    draft.save()
    return draft


def a_question(title="", *, topics=(), goes_live_at=UNSET, **fields) -> Question:
    """A public question: live for a month unless `goes_live_at` says otherwise; None gives a draft."""
    number = next(_numbers)
    question = Question.objects.create(
        title=title or f"Why does joint {number} creak?",
        **{
            "slug": f"joint-{number}",
            "answer": ANSWER,
            "advisor": fields.get("advisor") or an_author("Orla Fenwick"),
            "goes_live_at": timezone.now() - SOME_TIME_AGO if goes_live_at is UNSET else goes_live_at,
            **fields,
        },
    )
    question.topics.set(topics or [Topic.objects.first() or a_topic("Knees")])
    return question


def a_sign(text="A joint is on fire", level="same_day", **fields) -> WarningSign:
    """A live warning sign."""
    today = timezone.localdate()
    filled = {
        "heading": "Get help today",
        "action": "<p>Call 111.</p>",
        "source": "A test",
        "reviewed_on": today,
        "next_review_on": today + timedelta(days=365),
        "goes_live_at": timezone.now() - timedelta(days=1),
    }
    return WarningSign.objects.create(text=text, level=level, **{**filled, **fields})


def a_saved_reply(name="", text="<p>Dear {first_name}, keep moving.</p>", **fields) -> SavedReply:
    """A piece of answer."""
    return SavedReply.objects.create(name=name or f"Reply {next(_numbers)}", text=text, **fields)


def a_desk(**fields) -> Desk:
    """The owner's numbers."""
    return Desk.objects.update_or_create(pk=1, defaults=fields)[0]


def an_advisor(username="", **fields):
    """A staff account that may do everything at the desk, but nothing else."""
    user = get_user_model().objects.create_user(username or f"advisor-{next(_numbers)}", is_staff=True, **fields)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="advisor").exclude(codename="view_report")
    )
    return user


def follow_url(enquiry) -> str:
    """The private address as it is now."""
    return f"/questions/follow/{private_token(enquiry.uuid, enquiry.link_version, 'follow')}/"


def a_member_of_staff(username, *permissions):
    """A staff account with these permissions of this app, such as "view_question"."""
    user = get_user_model().objects.create_user(username, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="advisor", codename__in=permissions))
    return user
