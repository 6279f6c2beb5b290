"""Subscriber: an address that wants letters, from the sign-up to the day it leaves. Who leaves leaves no address here."""

from datetime import timedelta
from uuid import uuid4

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from core.erasures import note_erasure
from core.named import NamedThings
from core.outbox import forget_letters
from core.private import keyed_hash
from newsletter import consent, emails
from topics.models import Topic

BETWEEN_LETTERS = timedelta(hours=1)
UNCONFIRMED_KEPT = timedelta(days=14)
DEPARTED_KEPT = timedelta(days=30)  # without the address; its links then still say "you have left"
PAUSE = timedelta(days=30)
HARD_REFUSALS = 3  # then an address rests until its owner signs up again


def address_key(email: str) -> str:
    """What tells two sign-ups of one address from each other, without the address."""
    return keyed_hash("newsletter", email.strip().lower())


class SubscriberQuerySet(models.QuerySet):
    """Where people stand."""

    def waiting(self):
        """Signed up and not confirmed."""
        return self.filter(confirmed_at=None, left_at=None)

    def confirmed(self):
        """On the list."""
        return self.filter(confirmed_at__isnull=False, left_at=None)

    def departed(self):
        """Left; their address is erased."""
        return self.filter(left_at__isnull=False)

    def reachable(self, at=None):
        """Gets letters at a moment (default: now): confirmed, not pausing, not resting after refusals."""
        at = at or timezone.now()
        return self.confirmed().filter(Q(paused_until=None) | Q(paused_until__lte=at), rests_since=None)

    def pausing(self):
        """On the list, and nothing comes for a while."""
        return self.confirmed().filter(paused_until__gt=timezone.now(), rests_since=None)

    def resting(self):
        """On the list, and the mail server refused letter after letter."""
        return self.confirmed().filter(rests_since__isnull=False)

    def of_address(self, email):
        """The one row of an address, if there is one."""
        return self.filter(address_key=address_key(email))

    @transaction.atomic
    def sign_up(self, email, topics, page):
        """Takes a sign-up; the same for new, known, waiting and departed addresses. At most one letter an hour."""
        now, email = timezone.now(), email.strip().lower()
        self.bulk_create([self.model(email=email, address_key=address_key(email), page=page)], ignore_conflicts=True)
        row = self.of_address(email)
        row.departed().update(**fresh_start(email, now, page))
        row.filter(rests_since__isnull=False).update(confirmed_at=None)  # the letter to confirm tells whether it lives
        row.waiting().update(joined_at=now, page=page, wording=consent.CURRENT)
        subscriber = row.get()
        if not subscriber.confirmed_at:
            subscriber.topics.set(topics)
        due = Q(letter_asked_at=None) | Q(letter_asked_at__lte=now - BETWEEN_LETTERS)
        if row.filter(due).update(letter_asked_at=now):
            emails.ask_to_confirm(subscriber, now)


def fresh_start(email, now, page) -> dict:
    """What is written when somebody who had left signs up again; the old links but for leaving no longer fit."""
    return {
        "email": email,
        "joined_at": now,
        "confirmed_at": None,
        "left_at": None,
        "paused_until": None,
        "refusals": 0,
        "rests_since": None,
        "page": page,
        "wording": consent.CURRENT,
        "link_version": F("link_version") + 1,
    }


class Subscriber(models.Model):
    """One address. No name, no opens, no clicks: what is not asked cannot leak."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    link_version = models.PositiveIntegerField(default=1, editable=False)
    email = models.EmailField("address", max_length=254, null=True, editable=False)
    address_key = models.CharField(max_length=40, unique=True, editable=False)
    topics = NamedThings(Topic, blank=True, related_name="+", help_text="None chosen means everything.")
    joined_at = models.DateTimeField("signed up", default=timezone.now, editable=False)
    letter_asked_at = models.DateTimeField(null=True, editable=False)
    confirmed_at = models.DateTimeField("confirmed", null=True, editable=False, db_index=True)
    left_at = models.DateTimeField("left", null=True, editable=False)
    paused_until = models.DateTimeField("pauses until", null=True, editable=False)
    wording = models.CharField("wording agreed to", max_length=20, default=consent.CURRENT, editable=False)
    page = models.CharField("page of the sign-up", max_length=200, default="/newsletter/", editable=False)
    refusals = models.PositiveSmallIntegerField("refused letters in a row", default=0, editable=False)
    rests_since = models.DateTimeField("rests since", null=True, editable=False)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["-joined_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=None, left_at__isnull=False) | Q(email__isnull=False, left_at=None),
                name="only_who_left_has_no_address",
            )
        ]

    def __str__(self):
        return f"Subscriber {self.pk}"

    def confirm(self) -> bool:
        """Puts a waiting address on the list. False when it was there already or has left."""
        now = timezone.now()
        won = Subscriber.objects.waiting().filter(pk=self.pk).update(confirmed_at=now, refusals=0, rests_since=None)
        self.refresh_from_db()
        return bool(won)

    @transaction.atomic
    def leave(self) -> bool:
        """Erases the address at once. False when it had left before."""
        gone = {"left_at": timezone.now(), "email": None, "page": "", "paused_until": None}
        if not Subscriber.objects.filter(pk=self.pk, left_at=None).update(**gone):
            return False
        self.topics.clear()
        forget_letters(self)
        transaction.on_commit(lambda: note_erasure("subscriber", self.erasure_name))
        self.refresh_from_db()
        return True

    @property
    def erasure_name(self) -> str:
        """Names this membership, so that a later one of the same address is not erased by a replay."""
        return f"{self.uuid}:{self.link_version}"

    def pause(self):
        """No letters for a month."""
        self.paused_until = timezone.now() + PAUSE
        self.save(update_fields=["paused_until"])

    def go_on(self):
        """Letters come again."""
        self.paused_until = None
        self.save(update_fields=["paused_until"])

    def gets_letters(self) -> bool:
        """The Python twin of `reachable()`."""
        return bool(self.confirmed_at) and not self.left_at and not self.is_pausing() and not self.rests_since

    def was_refused(self):
        """A mail server does not know the address; after HARD_REFUSALS in a row it rests."""
        row = Subscriber.objects.filter(pk=self.pk)
        row.update(refusals=F("refusals") + 1)
        row.filter(refusals__gte=HARD_REFUSALS, rests_since=None).update(rests_since=timezone.now())

    def took_a_letter(self):
        """A letter was accepted: earlier refusals are forgotten."""
        Subscriber.objects.filter(pk=self.pk).update(refusals=0)

    def is_pausing(self) -> bool:
        return self.paused_until is not None and self.paused_until > timezone.now()

    def state(self) -> str:
        """One sentence for the staff."""
        if self.left_at:
            return "Has left; the address is erased"
        if not self.confirmed_at:
            return "Waits for the confirmation"
        if self.rests_since:
            return "Rests: the mail server refused the letters"
        return "Pauses" if self.is_pausing() else "Gets the letter"
