"""What can be done with a revision, as verbs: propose, return, approve, take back, withdraw. Safe against two desks.

Each step is one conditional UPDATE; who comes second gets CannotStep with a sentence to show.
"""

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from articles import gate
from articles.comparison import compare
from articles.kinds import blocks_of, kinds_used, words_of
from articles.major import why_major
from core.changes import announce

WORDS_A_MINUTE = 200
QUICKER = "Somebody else was quicker, or the text was changed in the meantime. Please look at it again."


class CannotStep(Exception):  # noqa: N818 (it is an answer, not a fault)
    """A step that is not possible now; the text is for the person who tried."""


class Steps:
    """The verbs of a Revision."""

    def propose(self, by):
        """Asks for approval: draft or returned → in review."""
        self._step(["draft", "returned"], status="in_review", proposed_at=timezone.now())

    def return_to_author(self, by, reason: str):
        """Gives a proposed text back with a reason: in review → returned."""
        if not reason.strip():
            raise CannotStep("Please say what should be changed.")
        self._step(["in_review"], status="returned", returned_by=by, returned_reason=reason.strip()[:1000])

    def approve(self, by, at=None, override_reason="", seen=None):
        """Fixes the text and gives it its time: `at`, else the planned one, else now. What was live until then ends there.

        Raises CannotStep when the gate stops it, when a major change is approved by the person who made it (an
        `override_reason` of somebody who may write one lifts that), or when it is not the text that was `seen`.
        """
        now = timezone.now()
        with transaction.atomic():
            self._lock_article()
            self.refresh_from_db()
            if seen and seen != self.changed_at:
                raise CannotStep(QUICKER)
            reasons = self.why_major()
            wrong = gate.stops(gate.text_of(self))
            if wrong:
                raise CannotStep("It cannot go live yet. " + ". ".join(wrong) + ".")
            overridden = self._check_second_pair(by, reasons, override_reason.strip())
            self._go_live(max(at or self.planned_for or now, now), by, now, bool(reasons), overridden)

    def why_major(self) -> list:
        """Why the change against the text before it is a major one; empty when it is minor."""
        before = self.text_before()
        comparison = compare(before, self) if before else None
        return why_major(comparison, self.raised_to_major)

    def text_before(self):
        """The approved text this one follows, or None for a first publication."""
        return self._approved().seen_by_readers().exclude(pk=self.pk).order_by("-goes_live_at").first()

    def is_written_by(self, user) -> bool:
        """Whether this person changed the text since it was started; a colleague's later save does not undo that."""
        return user.pk == self.changed_by_id or user.pk in self.writers

    def _check_second_pair(self, by, reasons, override_reason) -> str:
        """The reason that is kept when somebody approves their own major change; else ""."""
        if not reasons or (by is not None and not self.is_written_by(by)):
            return ""
        if by is not None and override_reason and by.has_perm("articles.override_revision"):
            return override_reason[:1000]
        raise CannotStep(f"A second person must approve this: {'; '.join(reasons).lower()}. You changed it yourself.")

    def bring_in_as_live(self, at):
        """For imports and the demo: a text that was live elsewhere since `at`. Nobody approved it here."""
        with transaction.atomic():
            self._lock_article()
            self._go_live(at, None, at, True, "")

    def take_back(self, by):
        """A scheduled text becomes a draft again, and the one before it keeps its own end."""
        now = timezone.now()
        with transaction.atomic():
            self._lock_article()
            before = self._approved().filter(retires_at=self.goes_live_at).exclude(pk=self.pk)
            again = self._approved().filter(pk=self.pk, goes_live_at__gt=now)
            try:
                with transaction.atomic():
                    done = again.update(
                        status="draft", planned_for=F("goes_live_at"), goes_live_at=None, first_live_at=None,
                        approved_by=None, approved_at=None, changed_at=now, changed_by=by,
                    )  # fmt: skip
            except IntegrityError:
                raise CannotStep("There is already a newer draft of this article. Delete it first.") from None
            if not done:
                raise CannotStep("It is live already. Start a new version or withdraw it.")
            before.seen_by_readers().update(retires_at=self.displaced_end)
            announce(self.article)
        self.refresh_from_db()

    def withdraw(self, by, reason: str):
        """Readers get 410 from now on; whatever was scheduled will not appear."""
        if not reason.strip():
            raise CannotStep("Please say why. Colleagues will ask.")
        now, said = timezone.now(), {"withdrawn_by": by, "withdrawn_reason": reason.strip()[:1000]}
        with transaction.atomic():
            self._lock_article()
            stopped = self._approved().filter(goes_live_at__gt=now).update(retires_at=F("goes_live_at"), **said)
            stopped += self._approved().published(now).update(retires_at=now, **said)
            if not stopped:
                raise CannotStep("Nothing of this article is live or scheduled.")
            announce(self.article)
        self.refresh_from_db()

    def _go_live(self, at, by, now, is_major, override_reason):
        before, after = self._neighbours(at)
        blocks = blocks_of(self)
        first = self._approved().order_by("first_live_at").values_list("first_live_at", flat=True).first()
        end = min(filter(None, [self.retires_at, after and after.goes_live_at]), default=None)
        if end and end <= at:
            raise CannotStep("It would end before it begins. Please change the time it retires.")
        values = {
            "status": "approved", "goes_live_at": at, "retires_at": end, "first_live_at": first or at,
            "displaced_end": before.retires_at if before else None, "approved_by": by, "approved_at": now,
            "block_kinds": kinds_used(blocks), "reading_minutes": minutes_to_read(blocks),
            "is_major": is_major, "major_number": self._next_major_number(is_major), "override_reason": override_reason,
        }  # fmt: skip
        if before:
            self._approved().filter(pk=before.pk).update(retires_at=at)
        self._step(["draft", "returned", "in_review"], **values)
        announce(self.article)

    def _neighbours(self, at):
        """The approved texts that readers would see at this moment and after it."""
        theirs = self._approved().seen_by_readers().exclude(pk=self.pk)
        reaching = theirs.filter(Q(retires_at=None) | Q(retires_at__gt=at), goes_live_at__lte=at)
        return reaching.first(), theirs.filter(goes_live_at__gt=at).order_by("goes_live_at").first()

    def _next_major_number(self, is_major):
        last = self._approved().aggregate(last=models.Max("major_number"))["last"] or 0
        return max(1, last + bool(is_major))

    def _step(self, from_statuses, **values):
        """The conditional UPDATE; the text must be the one this instance was read from."""
        row = type(self).objects.filter(pk=self.pk, status__in=from_statuses, changed_at=self.changed_at)
        if not row.update(**values):
            raise CannotStep(QUICKER)
        self.refresh_from_db()

    def _approved(self):
        return type(self).objects.approved().filter(article=self.article_id)

    def _lock_article(self):
        """Approvals of one article come one after the other."""
        type(self.article).objects.select_for_update().get(pk=self.article_id)


def minutes_to_read(blocks) -> int:
    """Whole minutes at an easy pace, at least one."""
    return max(1, round(len(words_of(blocks).split()) / WORDS_A_MINUTE))
