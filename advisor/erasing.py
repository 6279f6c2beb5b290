"""Erasing: the words and the address of an enquiry go, a tombstone without words stays for the numbers."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from advisor.models import Enquiry, EnquiryNote, Question
from core.erasures import note_erasure
from core.outbox import forget_letters
from core.staff_history import forget_words

WORDS = ("question", "details", "additions", "how_long", "first_name", "email", "asked_back", "reply", "answer",
         "signs", "negated_signs", "held_because")  # fmt: skip
NOTHING_LEFT = {
    **dict.fromkeys(WORDS, ""), "pregnant": False, "blood_thinners": False, "joint_surgery": False,
    "article": None, "author": None, "pointed_to": None, "urgency": 0, "claimed_by": None, "claimed_until": None,
}  # fmt: skip
WITH_PUBLIC = "enquiry and its public text"


@transaction.atomic
def erase(enquiry, public_too=False, by=None, what="Erased by the asker"):
    """Removes every word of the asker at once, from tables and outbox; the public text too if the asker wants.

    An open question counts as withdrawn. Afterwards the file is wiped (`wipe_file`), and a restore erases again.
    """
    remove(enquiry, public_too, by, what)
    note_erasure(WITH_PUBLIC if public_too else "enquiry", str(enquiry.uuid))
    transaction.on_commit(wipe_file, robust=True)


def remove(enquiry, public_too, by=None, what=""):
    """The words themselves: letters, drafts, what an Owner let stand, names in the staff area's history, the enquiry's."""
    forget_letters(enquiry)
    forget_words(enquiry)
    for question in Question.objects.filter(enquiry=enquiry):
        if public_too or not question.goes_live_at:
            question.erase_text()
    empty([enquiry.pk])
    Enquiry.objects.get(pk=enquiry.pk).note(what, by)


@transaction.atomic
def empty(keys):
    """Makes tombstones of enquiries: status and times stay, nothing else.

    Drafts that no reader ever saw go with them, for they hold the private answer; what was signed off once stays.
    """
    now = timezone.now()
    rows = Enquiry.objects.filter(pk__in=keys)
    rows.open().update(status=Enquiry.Status.WITHDRAWN, closed_at=now)
    rows.filter(status=Enquiry.Status.HELD).update(status=Enquiry.Status.DELETED, closed_at=now)
    EnquiryNote.objects.filter(enquiry__in=keys).delete()
    emptied = rows.filter(erased_at=None).update(erased_at=now, **NOTHING_LEFT)
    for draft in Question.objects.never_seen().filter(enquiry__in=keys):
        draft.erase_text()
    Question.objects.filter(enquiry__in=keys).update(enquiry=None)
    return emptied


def wipe_file():
    """SQLite overwrites deleted words in its file (secure_delete); this empties the log beside it as well.

    PostgreSQL frees the space by its own vacuum.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def wipe_if_erased():
    """The worker's part: a checkpoint that a reader held up is made up for within a minute."""
    recently = timezone.now() - timedelta(minutes=5)
    if Enquiry.objects.filter(erased_at__gt=recently).exists():
        wipe_file()


def replay(was_erased) -> int:
    """Erases again, as far as it was erased then, what a restored backup brought back; gives the number of enquiries."""
    again = []
    for pk, uuid, email in Enquiry.objects.readable().values_list("pk", "uuid", "email").iterator():
        public_too = was_erased(WITH_PUBLIC, str(uuid)) or bool(email and was_erased("address", email))
        if public_too or was_erased("enquiry", str(uuid)):
            again.append((pk, public_too))
    for pk, public_too in again:
        erase_again(pk, public_too)
    return len(again)


@transaction.atomic
def erase_again(pk, public_too):
    """One enquiry that a restore brought back. It stands in the file of what was erased already."""
    remove(Enquiry.objects.get(pk=pk), public_too, what="Erased again after a restore")
    transaction.on_commit(wipe_file, robust=True)


def erase_address(email) -> dict:
    """For `erase_person`: every enquiry that came with this address, and its public text."""
    found = list(Enquiry.objects.filter(email=email.strip().lower()).exclude(email=""))
    for enquiry in found:
        erase(enquiry, public_too=True, what="Erased on request")
    return {"questions to the desk": len(found)}


def export_address(email) -> dict:
    """For `export_person`: every enquiry that came with this address, as the asker may read it."""
    rows = Enquiry.objects.filter(email=email.strip().lower()).exclude(email="").select_related("topic")
    return {"questions to the desk": [exported(enquiry) for enquiry in rows]}


def exported(enquiry) -> dict:
    """What we hold about one question, in words."""
    return {
        "number": enquiry.pk,
        "state": enquiry.get_status_display(),
        "received": enquiry.received_at.isoformat(),
        "question": enquiry.question,
        "details": enquiry.details,
        "added": enquiry.additions,
        "topic": enquiry.topic.name,
        "how long": enquiry.get_how_long_display(),
        "applies": enquiry.applies,
        "first name": enquiry.first_name,
        "email": enquiry.email,
        "agreed to health information": enquiry.health_consent_at.isoformat(),
        "agreed to publishing": enquiry.publish_consent_at.isoformat() if enquiry.publish_consent_at else None,
        "asked back": enquiry.asked_back,
        "reply": enquiry.reply,
        "answer": enquiry.answer if enquiry.closed_at else "",
    }
