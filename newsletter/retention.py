"""What is forgotten when, and what a person may ask for: purge, export, erase, replay after a restore."""

from django.db.models import Q
from django.utils import timezone

from core.outbox import Letter, forget_letters
from newsletter.consent import WORDINGS
from newsletter.delivery import Delivery
from newsletter.subscriber import DEPARTED_KEPT, UNCONFIRMED_KEPT, Subscriber


def purge(now, dry_run=False) -> int:
    """Removes sign-ups that were never confirmed (14 days) and rows of people who left (30 days); gives their number."""
    unconfirmed = Q(confirmed_at=None, left_at=None, joined_at__lt=now - UNCONFIRMED_KEPT)
    over = Subscriber.objects.filter(unconfirmed | Q(left_at__lt=now - DEPARTED_KEPT))
    if dry_run:
        return over.count()
    return sum(forget(subscriber) for subscriber in over)


def forget(subscriber) -> int:
    """Deletes one row with its letters."""
    forget_letters(subscriber)
    return bool(subscriber.delete()[0])


def erase(email) -> dict:
    """Erases what the newsletter holds about an address."""
    gone = 0
    for subscriber in Subscriber.objects.of_address(email):
        subscriber.leave()
        gone += forget(subscriber)
    return {"newsletter": gone}


def replay(was_erased) -> int:
    """Lets everybody leave again who had left when a restored backup was made."""
    again = [one for one in Subscriber.objects.filter(left_at=None) if was_erased("subscriber", one.erasure_name)]
    return sum(one.leave() for one in again)


def export(email) -> dict:
    """Everything the newsletter holds about an address."""
    return {"newsletter": [held(subscriber) for subscriber in Subscriber.objects.of_address(email)]}


def held(subscriber) -> dict:
    """One subscriber in words; times in ISO 8601."""
    times = ("joined_at", "letter_asked_at", "confirmed_at", "left_at", "paused_until", "rests_since")
    return {
        "email": subscriber.email,
        "topics": [topic.name for topic in subscriber.topics.all()] or ["Everything"],
        "wording": subscriber.wording,
        "agreed_to": WORDINGS.get(subscriber.wording, ""),
        "page": subscriber.page,
        "exported_at": timezone.now().isoformat(),
        "refusals": subscriber.refusals,
        **{name: in_words(getattr(subscriber, name)) for name in times},
        "letters": letters_to(subscriber),
    }


def letters_to(subscriber) -> list[dict]:
    """Which issues went to somebody in the last 90 days, then what was written about the sign-up itself."""
    about = Letter.objects.filter(about_model=subscriber._meta.label_lower, about_id=subscriber.pk)
    issues = (
        Delivery.objects.filter(subscriber=subscriber).order_by("pk").values_list("issue__subject", "status", "sent_at")
    )
    letters = [*issues, *about.order_by("pk").values_list("kind", "status", "sent_at")]
    return [{"letter": name, "status": status, "sent_at": in_words(at)} for name, status, at in letters]


def in_words(moment) -> str | None:
    """A moment in ISO 8601."""
    return moment.isoformat() if moment else None
