"""The worker's part: issues go out in order, one sender at a time, one letter after the other, each noted at once.

A sender holds a lease. Whoever finds it run out, or its process gone, goes on at the first letter that is not noted as
sent. A death between the mail server's "250" and our note sends one letter again under the same Message-ID.
"""

import logging
import os
import smtplib
import socket
import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.core.mail import get_connection
from django.db import connection as database
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from newsletter.delivery import Delivery, note_sent, write_down_receivers
from newsletter.departure import let_leave
from newsletter.handing_over import Unsendable, hand_over
from newsletter.issue import Issue
from newsletter.issue_steps import NotNow
from newsletter.letter import prepare
from newsletter.refusals import refused, settle, troubled, unsendable

log = logging.getLogger(__name__)
A_RUN = 10  # seconds; then other jobs have their turn
BATCH = 50  # letters between two looks at "pause", and at who has left
A_LOOK = 2  # seconds; a slow server's batch ends early, so that a pause holds and the lease is held on
LEASE = timedelta(minutes=5)  # longer than A_LOOK and all that a mail server may take for one letter
HOST = socket.gethostname()[:60]


def send_issues():
    """Starts what is due and sends for about A_RUN seconds. Safe to kill at any moment, safe to run several times."""
    end = time.monotonic() + A_RUN
    for issue in Issue.objects.due():
        let_leave(issue)
    for issue in Issue.objects.being_sent():
        name = f"{HOST}:{os.getpid()}:{birth_of(os.getpid())}:{uuid4().hex}"
        if time.monotonic() < end and take(issue, name):
            try:
                send(issue, name, end)
            finally:
                Issue.objects.filter(pk=issue.pk, sender=name).update(sender="", sender_until=None)


def take(issue, name) -> bool:
    """Makes this process the one that sends an issue. False when another one is at it."""
    now = timezone.now()
    free = Q(sender="") | Q(sender_until__lt=now)
    if process_is_gone(issue.sender):
        free |= Q(sender=issue.sender)
    mine = Issue.objects.being_sent().filter(free, pk=issue.pk)
    return bool(mine.update(sender=name, sender_until=now + LEASE))


def process_is_gone(sender: str) -> bool:
    """True when the sender was a process of this machine that has ended, even if its number was given away again."""
    host, *rest = sender.split(":")
    return host == HOST and len(rest) > 1 and birth_of(rest[0]) != rest[1]


def birth_of(pid) -> str:
    """When a process of this machine began, in the clock ticks of /proc; "gone" without such a process."""
    try:
        return Path(f"/proc/{int(pid)}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, ValueError, IndexError):
        return "gone" if Path("/proc/self/stat").exists() else "unknown"


def send(issue, name, end):
    """Sends batches until nothing is due, time is up, somebody pauses it or the mail server is away."""
    if issue.queued_at is None:
        write_down_receivers(issue)
    if issue.deliveries.due().exists() and not paused_because_wrong(issue):
        send_batches(issue, name, end)
    if not issue.deliveries.waiting().exists() and renew(issue, name):
        try:
            issue.finish()
        except NotNow:
            pass  # paused or stopped at the last letter


def paused_because_wrong(issue) -> bool:
    """Looks once in a run: texts may have been withdrawn since the last one. Then the rest waits for a person."""
    try:
        wrong = issue.pause_if_wrong()
    except NotNow:
        return True  # somebody paused or stopped it in this very moment
    if wrong:
        log.warning("Issue %s was paused: %s.", issue.pk, issue.trouble)
    return wrong


def send_batches(issue, name, end):
    """The letter is made once; then batch after batch over one connection."""
    letter, mail = prepare(issue), get_connection()
    try:
        with quick_notes():
            while time.monotonic() < end and renew(issue, name) and send_batch(issue, letter, mail):
                pass
    finally:
        close(mail)


def renew(issue, name) -> bool:
    """Holds the lease on. False when the issue was paused or stopped, or belongs to another sender."""
    mine = Issue.objects.being_sent().filter(pk=issue.pk, sender=name)
    return bool(mine.update(sender_until=timezone.now() + LEASE))


def send_batch(issue, letter, mail) -> bool:
    """A few letters, for A_LOOK seconds at most. False when none is due, or when no more can be sent now."""
    batch, until = list(issue.deliveries.due().select_related("subscriber")[:BATCH]), time.monotonic() + A_LOOK
    for delivery in batch:
        if not send_one(issue, letter, mail, delivery):
            return False
        if time.monotonic() > until:
            break
    return bool(batch)


def send_one(issue, letter, mail, delivery) -> bool:
    """One letter and its note. False when the mail server does not take letters at the moment."""
    subscriber = delivery.subscriber
    if not subscriber.gets_letters():
        settle(delivery, status=Delivery.Status.DROPPED)
        return True
    try:
        hand_over(mail, letter, subscriber)
    except smtplib.SMTPRecipientsRefused as error:
        return refused(delivery, error)
    except (smtplib.SMTPException, OSError) as error:
        close(mail)
        return troubled(issue, delivery, error)
    except Unsendable as error:
        close(mail)  # it may have stopped in the middle of a command
        return unsendable(delivery, error)
    note_sent(delivery)
    if subscriber.refusals:
        subscriber.took_a_letter()
    return True


def close(mail):
    """Ends the connection; a server that is away cannot say goodbye."""
    try:
        mail.close()
    except (smtplib.SMTPException, OSError):
        mail.connection = None


class quick_notes:  # noqa: N801 (read as a phrase: "with quick_notes()")
    """A note survives the death of our process; it need not wait for the disk. Only this connection, only meanwhile."""

    SQLITE = ("PRAGMA synchronous=NORMAL", "PRAGMA synchronous={}")
    POSTGRES = ("SET synchronous_commit TO off", "RESET synchronous_commit")

    def __enter__(self):
        self.before = None
        if database.vendor == "sqlite":
            with database.cursor() as cursor:
                cursor.execute("PRAGMA synchronous")
                self.before = cursor.fetchone()[0]
        self._say(0)

    def __exit__(self, *error):
        self._say(1)

    def _say(self, which):
        if transaction.get_connection().in_atomic_block:
            return  # SQLite refuses it there; only tests come this way
        words = {"sqlite": self.SQLITE, "postgresql": self.POSTGRES}.get(database.vendor)
        if words:
            with database.cursor() as cursor:
                cursor.execute(words[which].format(self.before))
