"""Letters to askers and to the desk. They carry the private link and no health text; no name stands in a subject."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from advisor import numbers, retention
from core.addresses import absolute
from core.outbox import LetterContent, queue_letter, register_letter
from core.private import private_token

# kind: (subject, paragraphs); every one of them ends with the private link
LETTERS = {
    "received": (
        "We have your question",
        [
            "Thank you for your question. It is safely here, and a person will read it.",
            "This is your private page. The answer will appear there. Whoever has the link can read it, so please do "
            "not pass it on.",
            "If it gets worse, do not wait for us: call 111, or 999 in an emergency.",
        ],
    ),
    "asked-back": (
        "One thing we need to know",
        [
            "Our advisor needs one more thing before the answer can be written. You find it on your private page.",
            "The clock stands still until you reply there. This mailbox is read by nobody.",
        ],
    ),
    "answered": (
        "Your answer is there",
        [
            "Our advisor has answered. You can read it on your private page.",
            "Please tell us there whether it helped.",
        ],
    ),
    "declined": (
        "About your question",
        [
            "Our advisor has read your question and cannot answer it here. On your private page it says why, and who "
            "can help instead.",
            "If it gets worse, do not wait: call 111, or 999 in an emergency.",
        ],
    ),
    "published": (
        "An anonymous version was published",
        [
            "You allowed us to publish a version of your question that does not show who you are. It is on our site now; "
            "your private page leads to it.",
            "You can have it taken down there at any time.",
        ],
    ),
}
GIVEN_UP = (
    "We could not answer your question",
    [
        "You sent us a question, and we are sorry: we could not answer it in time.",
        "As we promised, your question and your address have now been erased. The link to your private page leads "
        "nowhere any more.",
        "Please ask your GP, a pharmacist or a physiotherapist instead. If it is urgent, call 111, or 999 in an emergency.",
    ],
)


def register():
    """Called from ready()."""
    for kind in LETTERS:
        register_letter(f"enquiry {kind}", lambda enquiry, kind=kind: to_asker(enquiry, kind))
    register_letter("enquiry given-up", lambda enquiry: letter(*GIVEN_UP))
    register_letter("desk summary", to_desk)


def to_asker(enquiry, kind):
    """A letter with the private link as it is at this moment; nothing to say once the words are erased."""
    if enquiry.erased_at:
        return None
    token = private_token(enquiry.uuid, enquiry.link_version, "follow")
    return letter(*LETTERS[kind], link=absolute(reverse("advisor:follow", args=[token])), label="Open my private page")


def letter(subject, paragraphs, link="", label="") -> LetterContent:
    """Plain text and simple HTML with the same words."""
    words = {"paragraphs": paragraphs, "link": link, "label": label, "site": settings.SITE_NAME}
    text = render_to_string("advisor/letters/letter.txt", words)
    return LetterContent(subject, text, render_to_string("advisor/letters/letter.html", words))


def to_desk(user):
    """The daily summary for one advisor: numbers only."""
    if not user.is_active:
        return None
    return letter(
        "The question desk today", summary_lines(), link=absolute(reverse("admin:index")), label="Open the desk"
    )


def summary_lines(now=None) -> list[str]:
    """What waits, in numbers."""
    count = numbers.waiting(now)
    lines = [
        f"Waiting for an answer: {count['new']}, of these overdue: {count['overdue']}.",
        f"With a warning sign: {count['urgent']}. Waiting for the asker: {count['waiting']}. Held, perhaps spam: "
        f"{count['held']}. To publish: {count['to_publish']}.",
    ]
    if count["soon_too_old"]:
        lines.append(
            f"Please look today: {count['soon_too_old']} of them will be {retention.DAYS['unanswered']} days old within "
            f"{retention.DAYS['warning']} days. They are then erased unanswered, and their askers hear it."
        )
    return lines


def queue_summaries():
    """Once a day, from seven in the morning: one letter to each advisor and owner who has an address, if anything waits."""
    now = timezone.localtime()
    if now.hour < 7 or not any(numbers.waiting(now).values()):
        return
    staff = get_user_model().objects.filter(is_active=True, groups__name__in=["Advisors", "Owners"]).exclude(email="")
    for user in staff.distinct():
        queue_letter("desk summary", user, user.email, key=f"desk-summary-{user.pk}-{now:%Y-%m-%d}")
