"""A question comes in: once, within the limits, with the suspicion of spam noted and the letter queued."""

import re

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from advisor import red_flags, speed
from advisor.models import Enquiry
from core.ratelimit import allow, network_of
from core.reader import reader_key

DAY = 24 * 3600
PER_BROWSER = 5  # questions a day
PER_NETWORK = 20  # questions a day from one address range
FASTEST = getattr(settings, "ASKING_TAKES_SECONDS", 3)  # nobody reads and fills the form faster
MOST_LINKS = 2
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
LEVELS = {
    "emergency": Enquiry.Urgency.EMERGENCY,
    "same_day": Enquiry.Urgency.SAME_DAY,
    "see_gp": Enquiry.Urgency.SEE_SOON,
}


class TooMany(Exception):  # noqa: N818 (it is an answer, not a fault)
    """The limit is reached; `retry_after` seconds until it is not."""

    def __init__(self, retry_after):
        self.retry_after = retry_after


@transaction.atomic
def receive(request, form, article=None, author=None) -> Enquiry:
    """Stores a valid question, or gives the one that the same form made before. Raises TooMany.

    `article` and `author` are those whose button led here.
    """
    fields = columns(form) | {"article": article, "author": author}
    enquiry, made = Enquiry.objects.get_or_create(submission_key=form.submission.key, defaults=fields)
    if made:
        keep_limits(request)
        enquiry.note("Received")
        if enquiry.status == Enquiry.Status.NEW:
            enquiry.write("received")
    return enquiry


def keep_limits(request):
    """Raises TooMany; the caller's transaction then forgets the question again. Copies of one form do not count."""
    checks = (
        ("ask-browser", reader_key(request) or f"none {network_of(request)}", PER_BROWSER),
        ("ask-network", network_of(request), PER_NETWORK),
    )
    for name, who, limit in checks:
        verdict = allow(name, who, limit, DAY)
        if not verdict.allowed:
            raise TooMany(verdict.retry_after)


def columns(form) -> dict:
    """The columns of a new enquiry out of a valid form."""
    data, now = form.cleaned_data, timezone.now()
    suspicion = suspicion_of(form)
    return {
        "question": data["question"],
        "details": data["details"],
        "topic": data["topic"],
        "how_long": data["how_long"],
        **{name: name in data["applies"] for name in ("pregnant", "blood_thinners", "joint_surgery")},
        "first_name": data["first_name"],
        "email": data["email"],
        "health_consent_at": now,
        "publish_consent_at": now if data["publish"] else None,
        "received_at": now,
        "due_at": speed.due_at(now),
        "status": Enquiry.Status.HELD if suspicion else Enquiry.Status.NEW,
        "held_because": suspicion,
        **signs_in(form.whole_text()),
    }


def signs_in(text: str) -> dict:
    """What the phrase match found, as columns."""
    found = red_flags.find_flags(text)
    plain = [one for one in found if not one.negated]
    negated = [one for one in found if one.negated]
    least = Enquiry.Urgency.NEGATED if negated else Enquiry.Urgency.NONE
    return {
        "urgency": max((LEVELS[one.level] for one in plain), default=least),
        "signs": " ".join(one.flag for one in plain),
        "negated_signs": " ".join(one.flag for one in negated),
    }


def suspicion_of(form) -> str:
    """Why a person should look first, or "". Nothing is ever refused or deleted because of it."""
    if form.cleaned_data["website"]:
        return "The hidden field was filled in"
    if timezone.now().timestamp() - form.submission.shown_at < FASTEST:
        return "Sent faster than anybody can type"
    if len(LINK.findall(form.whole_text())) > MOST_LINKS:
        return "Many links"
    return ""
