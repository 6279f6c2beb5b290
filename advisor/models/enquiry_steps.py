"""The steps of an enquiry: every change of its state is a verb here, one conditional UPDATE, logged, with its letter.

held -> new | deleted      new -> waiting -> answered | declined | withdrawn
"""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Length
from django.utils import timezone

from core.outbox import queue_letter

CLAIM = timedelta(minutes=10)
LONGEST_ADDITIONS = 3000  # characters of all added details together


class TooLate(Exception):  # noqa: N818 (it is an answer, not a fault)
    """The step cannot be taken any more; the text is for the person who tried."""


class EnquirySteps(models.Model):
    """Who wins is decided by the database: an UPDATE that only finds the row in the right state."""

    class Meta:
        abstract = True

    def note(self, what, by=None):
        """Writes a line of the log."""
        self.events.create(what=what, by=by)

    def write(self, kind):
        """Queues a letter of emails.py when the asker left an address. The same event never sends two."""
        if self.email:
            queue_letter(f"enquiry {kind}", self, self.email, key=f"enquiry-{self.uuid}-{kind}")

    @transaction.atomic
    def step(self, rows, what, by=None, letter=None, too_late="", **changes):
        """Changes the row if `rows` (a Q) still holds for it, else raises TooLate; then log and letter."""
        if not type(self).objects.filter(rows, pk=self.pk, erased_at=None).update(**changes):
            raise TooLate(too_late or "Somebody was quicker. Nothing was changed; here is how it stands now.")
        self.refresh_from_db()
        self.note(what, by)
        if letter:
            self.write(letter)

    # -- claims -----------------------------------------------------------------------------------

    def claim(self, by):
        """Holds it for ten minutes, also when somebody else held it: nobody is ever locked out."""
        now = timezone.now()
        type(self).objects.open().filter(pk=self.pk).update(claimed_by=by, claimed_until=now + CLAIM)
        self.refresh_from_db(fields=["claimed_by", "claimed_until"])

    def let_go(self, by):
        """Gives it back before the ten minutes are over."""
        type(self).objects.filter(pk=self.pk, claimed_by=by).update(claimed_by=None, claimed_until=None)
        self.refresh_from_db(fields=["claimed_by", "claimed_until"])

    # -- the desk's steps -------------------------------------------------------------------------

    def send_answer(self, by, advisor=None):
        """The drafted answer goes to the asker. Only one of two advisors can do it, and only one letter goes out."""
        self.step(
            Q(status__in=[self.Status.NEW, self.Status.WAITING]) & ~Q(answer=""), "Answered", by, "answered",
            self._why_no_answer(), status=self.Status.ANSWERED, closed_at=timezone.now(), answered_by=by,
            advisor=advisor, claimed_by=None, claimed_until=None,
        )  # fmt: skip

    def _why_no_answer(self):
        if not self.answer:
            return "There is no answer yet. Write it, then send it."
        return "A colleague was quicker: this question is closed already. Nothing was sent a second time."

    def ask_back(self, by, text):
        """Asks the asker one thing, once; the clock stands still until the reply."""
        self.step(
            Q(status=self.Status.NEW, asked_back_at=None), "Asked back", by, "asked-back",
            "It can be asked back only once, and only while the question is open.", status=self.Status.WAITING,
            asked_back=text, asked_back_at=timezone.now(), claimed_by=None, claimed_until=None,
        )  # fmt: skip

    def decline(self, by, reason, text=""):
        """Closes it without an answer; `text` tells the asker where to go instead."""
        self.step(
            Q(status__in=[self.Status.NEW, self.Status.WAITING]), f"Declined: {reason}", by, "declined",
            status=self.Status.DECLINED, closed_at=timezone.now(), decline_reason=reason, answer=text,
            answered_by=by, claimed_by=None, claimed_until=None,
        )  # fmt: skip

    def point_to(self, by, question, text, advisor=None):
        """Answers with a published answer that says it already."""
        self.step(
            Q(status__in=[self.Status.NEW, self.Status.WAITING]), f"Pointed to answer {question.pk}", by, "answered",
            status=self.Status.ANSWERED, closed_at=timezone.now(), answered_by=by, advisor=advisor, answer=text,
            pointed_to=question, claimed_by=None, claimed_until=None,
        )  # fmt: skip

    def release(self, by):
        """It was no spam: it joins the queue and the asker hears that it was received."""
        self.step(Q(status=self.Status.HELD), "Released", by, "received", status=self.Status.NEW)

    def delete_as_spam(self, by):
        """A person says that it is spam; the words go a week later."""
        self.step(
            Q(status=self.Status.HELD), "Deleted as spam", by, status=self.Status.DELETED, closed_at=timezone.now()
        )

    # -- the asker's steps ------------------------------------------------------------------------

    def add_detail(self, text):
        """Adds a detail until the answer is sent."""
        room = type(self).objects.annotate(length=Length("additions")).filter(length__lt=LONGEST_ADDITIONS)
        changed = room.filter(pk=self.pk, status__in=[self.Status.HELD, self.Status.NEW, self.Status.WAITING]).update(
            additions=Concat(F("additions"), Value(f"{text}\n\n"), output_field=models.TextField())
        )
        if not changed:
            raise TooLate("Nothing can be added any more.")
        self.refresh_from_db()
        self.note("Detail added by the asker")

    def take_reply(self, text):
        """The asker replies; the clock goes on, and the day moves by as long as it stood still."""
        waited = timezone.now() - (self.asked_back_at or timezone.now())
        self.step(
            Q(status=self.Status.WAITING), "Replied by the asker", too_late="This was replied to already.",
            status=self.Status.NEW, reply=text, replied_at=timezone.now(), due_at=F("due_at") + waited,
        )  # fmt: skip

    def withdraw(self):
        """The asker needs no answer any more."""
        self.step(
            Q(status__in=[self.Status.HELD, self.Status.NEW, self.Status.WAITING]), "Withdrawn by the asker",
            too_late="It is closed already.", status=self.Status.WITHDRAWN, closed_at=timezone.now(),
            claimed_by=None, claimed_until=None,
        )  # fmt: skip

    def say_helped(self, helped):
        """The asker says whether the answer helped; may be changed."""
        self.step(Q(status=self.Status.ANSWERED), "Said whether it helped", helped=helped)

    def withdraw_consent(self):
        """Nothing is published; what was published is taken down by the caller."""
        self.step(
            Q(publish_consent_at__isnull=False), "Consent to publish taken back by the asker",
            too_late="This was taken back already.", publish_consent_at=None,
        )  # fmt: skip

    def exchange_link(self):
        """The old address of the private page stops working at once."""
        self.step(Q(pk=self.pk), "Link exchanged by the asker", link_version=F("link_version") + 1)

    @transaction.atomic
    def give_up(self) -> bool:
        """Nobody answered in time: a letter says so and the words go; what was held ends as spam, without a letter.

        False when somebody was quicker.
        """
        held = self.status == self.Status.HELD
        ends = {"status": self.Status.DELETED} if held else {
            "status": self.Status.DECLINED, "decline_reason": self.DeclineReason.NO_TIME,
        }  # fmt: skip
        rows = type(self).objects.filter(pk=self.pk, status=self.status, closed_at=None)
        if not rows.update(closed_at=timezone.now(), **ends):
            return False
        self.note("Not looked at in time" if held else "Not answered in time")
        if not held:
            self.write("given-up")
        return True
