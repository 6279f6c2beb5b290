"""The outbox: a row names the kind of a letter and what it is about; words are made when it is sent and kept nowhere."""

import logging
import smtplib
from datetime import timedelta
from typing import NamedTuple
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import models
from django.db.models import F
from django.utils import timezone

from core.mailable import validate_mailable

log = logging.getLogger(__name__)
_renderers = {}
STALE = timedelta(minutes=10)  # a claim older than this belonged to a worker that died
ATTEMPTS = 15  # over a day and a half; a server that cannot be reached never uses them up
REFUSALS = 3  # when the server says that there is no such address
BATCH = 200
KEPT = timedelta(days=30)


class LetterContent(NamedTuple):
    """What a letter says. `headers` are added to the usual ones."""

    subject: str
    text: str
    html: str = ""
    headers: dict = {}


class Letter(models.Model):
    """A letter that waits, is being sent, was sent or failed. Nothing of its text is stored."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        DROPPED = "dropped"

    key = models.CharField(max_length=120, unique=True, help_text="One event, one letter.")
    kind = models.CharField(max_length=60)
    about_model = models.CharField(max_length=100)
    about_id = models.BigIntegerField()
    to = models.EmailField(max_length=254)
    message_id = models.CharField(max_length=200)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=100, blank=True, help_text="The kind of error, never its words.")

    class Meta:
        indexes = [
            models.Index(fields=["status", "not_before"], name="letter_waiting"),
            models.Index(fields=["about_model", "about_id"], name="letter_about"),
        ]

    def __str__(self):
        return f"Letter {self.pk}: {self.kind}"


def register_letter(kind, render):
    """`render(about)` gives LetterContent, or None when there is nothing to say any more. Called from ready()."""
    _renderers[kind] = render


def queue_letter(kind, about, to, key):
    """Puts a letter into the outbox, inside the caller's transaction. A second call with the same key does nothing.

    Raises ValidationError when `to` is not exactly one address that mail servers take, and LookupError when nobody writes that kind.
    """
    validate_mailable(to)
    if kind not in _renderers:
        raise LookupError(f"No letter of the kind {kind!r} is registered.")
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    Letter.objects.bulk_create(
        [
            Letter(
                key=key,
                kind=kind,
                about_model=about._meta.label_lower,
                about_id=about.pk,
                to=to,
                message_id=f"<{uuid4().hex}@{host}>",
            )
        ],
        ignore_conflicts=True,
    )


def forget_letters(about):
    """Removes every letter about a thing, sent or not: part of erasing."""
    Letter.objects.filter(about_model=about._meta.label_lower, about_id=about.pk).delete()


def send_waiting():
    """Sends what waits, at most BATCH letters. At least once: a death between the server's "250" and our note sends
    again under the same Message-ID, which receivers merge."""
    now = timezone.now()
    Letter.objects.filter(status="sending", claimed_at__lt=now - STALE).update(status="waiting")
    connection = get_connection()
    due = Letter.objects.filter(status="waiting", not_before__lte=now).order_by("not_before")
    for pk in list(due.values_list("pk", flat=True)[:BATCH]):
        claimed = Letter.objects.filter(pk=pk, status="waiting").update(
            status="sending", claimed_at=timezone.now(), attempts=F("attempts") + 1
        )
        if claimed and not _send(Letter.objects.get(pk=pk), connection):
            break  # the server is away: the rest waits unburned
    connection.close()


def purge(now, dry_run=False):
    """Removes letters sent (or given up) more than 30 days ago; gives their number."""
    over = Letter.objects.filter(status__in=["sent", "failed", "dropped"], created_at__lt=now - KEPT)
    return over.count() if dry_run else over.delete()[0]


def _send(letter, connection) -> bool:
    """Sends one claimed letter; False when the server could not be reached at all."""
    row = Letter.objects.filter(pk=letter.pk, status="sending")
    try:
        content = _content(letter)
        if content is None:
            row.update(status="dropped", to="")
            return True
        _message(letter, content, connection).send()
    except Exception as error:  # whatever a mail server does, the letter is not lost
        log.warning("Letter %s was not sent: %s", letter.pk, type(error).__name__)
        away = server_is_away(error)
        row.update(**_after_failure(letter, error, away))
        connection.close()
        return not away
    row.update(status="sent", sent_at=timezone.now(), error="")
    return True


def server_is_away(error) -> bool:
    """The fault is the server's or the way's to it, not this letter's: no answer, no log-in, "try again later" (421)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return error.smtp_code == 421
    return isinstance(error, OSError)  # smtplib's errors are OSErrors


def refused_for_good(error) -> bool:
    """Every address was refused with a 5xx; a 4xx is how greylisting says "come again"."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _words in error.recipients.values()
    )


def _after_failure(letter, error, away) -> dict:
    attempts = min(letter.attempts, ATTEMPTS - 2) if away else letter.attempts
    given_up = attempts >= (REFUSALS if refused_for_good(error) else ATTEMPTS)
    wait = timedelta(seconds=60 if away else min(30 * 2**attempts, 6 * 3600))
    return {
        "status": "failed" if given_up else "waiting",
        "attempts": attempts,
        "error": type(error).__name__[:100],
        "not_before": timezone.now() + wait,
    }


def _content(letter):
    about = apps.get_model(letter.about_model)._default_manager.filter(pk=letter.about_id).first()
    render = _renderers.get(letter.kind)
    return render(about) if about is not None and render else None


def _message(letter, content, connection):
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated", **content.headers}
    headers = {name: one_line(value) for name, value in headers.items()}
    subject = one_line(content.subject)
    message = EmailMultiAlternatives(
        subject, content.text, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=headers, connection=connection
    )
    if content.html:
        message.attach_alternative(content.html, "text/html")
    return message


def one_line(text) -> str:
    """A value of a header: whatever stood in it, no second header can begin."""
    return " ".join(str(text).split())
