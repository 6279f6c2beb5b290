"""Which letters go out about the newsletter itself. Issues are in issue.py; no letter here quotes what anybody typed."""

from django.template.loader import render_to_string
from django.urls import reverse

from core.addresses import absolute
from core.mailable import is_mailable
from core.outbox import LetterContent, queue_letter, register_letter
from newsletter.letter import LEAVE_TOKEN, PREFERENCES_TOKEN, link, prepare
from newsletter.links import CONFIRM, LEAVE, PREFERENCES, link_for

CONFIRM_KIND, KNOWN_KIND, TEST_KIND = "newsletter.confirm", "newsletter.known", "newsletter.test"
HELD_KIND = "newsletter.held"


def register():
    """Called from ready()."""
    register_letter(CONFIRM_KIND, confirm_letter)
    register_letter(KNOWN_KIND, known_letter)
    register_letter(TEST_KIND, test_letter)
    register_letter(HELD_KIND, held_letter)


def ask_to_confirm(subscriber, at):
    """Queues the letter that somebody who signs up gets: the link to confirm, or the news that all is well already."""
    kind = KNOWN_KIND if subscriber.confirmed_at else CONFIRM_KIND
    queue_letter(kind, subscriber, to=subscriber.email, key=f"{kind}:{subscriber.uuid}:{at.isoformat()}")


def confirm_letter(subscriber):
    """The link that shows one button. Nothing to say to somebody who confirmed or left meanwhile."""
    if subscriber.confirmed_at or subscriber.left_at:
        return None
    text = render_to_string("newsletter/letters/confirm.txt", {"link": link_for(subscriber, CONFIRM)})
    return LetterContent("Please confirm: new recipes every week", text)


def known_letter(subscriber):
    """Somebody typed an address that is on the list: they learn it from their inbox, not from the page."""
    if not subscriber.confirmed_at or subscriber.left_at:
        return None
    links = {"preferences": link_for(subscriber, PREFERENCES), "leave": link_for(subscriber, LEAVE)}
    return LetterContent("You are on our list already", render_to_string("newsletter/letters/known.txt", links))


def send_test(issue, user, at):
    """Queues the issue as it is now for the colleague who asked for it."""
    queue_letter(TEST_KIND, issue, to=user.email, key=f"{TEST_KIND}:{issue.uuid}:{user.pk}:{at.isoformat()}")


def test_letter(issue):
    """As readers will get it, but for the links: those of a test lead to the sign-up."""
    letter = prepare(issue)
    return LetterContent(f"Test: {letter.subject}", without_links(letter.text), without_links(letter.html))


def tell_held_back(issue, at):
    """Queues the news for those who wrote and approved it that it did not leave on its day."""
    people = {user.email for user in (issue.written_by, issue.changed_by, issue.approved_by) if user}
    for number, address in enumerate(sorted(filter(is_mailable, people))):
        queue_letter(HELD_KIND, issue, to=address, key=f"{HELD_KIND}:{issue.uuid}:{at.isoformat()}:{number}")


def held_letter(issue):
    """What stands in its way now; nothing to say when it was approved again meanwhile."""
    if not issue.is_draft:
        return None
    page = absolute(reverse("admin:newsletter_issue_change", args=[issue.pk]))
    text = render_to_string(
        "newsletter/letters/held.txt", {"issue": issue, "reasons": list(issue.missing()), "page": page}
    )
    return LetterContent(f"It did not leave: {issue.subject}", text)


def without_links(text: str) -> str:
    """A preview is nobody's letter: its private links lead to the sign-up."""
    signup = absolute(reverse("newsletter:signup"))
    return text.replace(link(LEAVE_TOKEN, "leave"), signup).replace(link(PREFERENCES_TOKEN, "preferences"), signup)
