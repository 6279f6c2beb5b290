"""What can be done with an issue: approve, take back, start, pause, stop, finish, withdraw ... One UPDATE decides who won."""

from django.db import models, transaction
from django.utils import timezone

from core.changes import announce
from newsletter import claim_text
from newsletter.contents import entries_of, left_out_of
from newsletter.letter import too_heavy
from products import guard
from products.models import Product

HELD_BACK = "held back on its day"
CHOOSE_IT = "choose it below, so that label and statement stand with it"
NOTHING_LEFT = "readers can open nothing of what it picks any more"
NOT_AS_IT_IS = "something in it must not leave as it is now"
CHANGED = "Somebody changed the letter after you opened it. Please look at it again, then approve it."


class NotNow(Exception):  # noqa: N818 (it is an answer, not a fault)
    """The step cannot be made now; the text says why."""


class Steps(models.Model):
    """The verbs of an issue. Each gives nothing and raises NotNow when somebody was quicker or something is missing."""

    class Meta:
        abstract = True

    def approve(self, by, seen=None):
        """A second person lets it go out on its day. `seen`: when the letter that they looked at was changed last.

        Code that holds the very letter it approves leaves it out; a page that does not say what it showed says "".
        """
        if seen is not None and seen != self.changed_at.isoformat():
            raise NotNow(CHANGED)
        for reason in self.reasons_against(by):
            raise NotNow(reason)
        looked_at = {"changed_at": self.changed_at}
        self._step(["draft"], looked_at, status="approved", approved_by=by, approved_at=timezone.now(), trouble="")

    def reasons_against(self, by) -> list[str]:
        """Why it cannot be approved by this person now, in sentences."""
        own = ["You wrote or changed this issue yourself. Please ask somebody else to approve it."]
        return [*(own if self.is_written_by(by) else []), *self.missing()]

    def is_written_by(self, user) -> bool:
        """Whether this person wrote any of it; a colleague's later save does not undo that."""
        return user.pk in (self.written_by_id, self.changed_by_id, *self.writers)

    @transaction.atomic
    def note_change(self, by):
        """Remembers who changed a draft, and when."""
        row = type(self)._base_manager.select_for_update().get(pk=self.pk)
        writers = sorted({*row.writers, by.pk})
        self._step(["draft"], changed_by=by, changed_at=timezone.now(), writers=writers)

    def missing(self):
        """What has to be done before anybody can approve it, in sentences."""
        if self.send_at is None:
            yield "Choose first when it is sent."
        if not self.picks.exists():
            yield "Pick at least one article, recipe or question."
        for name in left_out_of(self):
            yield f"Readers cannot open “{name}” on that day. Take it out, or pick something else."
        yield from self.must_not_leave()

    def must_not_leave(self):
        """What has to be right in the very moment it leaves, whatever was approved: in sentences."""
        if heavy := too_heavy(self):
            yield heavy
        text = claim_text.describe(self)
        for product in guard.named_in(text.passages, self.products_elsewhere()):
            card = f"the card is that of {self.product.name}, so leave the name out" if self.product_id else CHOOSE_IT
            yield f"It names our product {product.name}: {card}."
        yield from (f"{sentence}." for sentence in guard.stops(self, text))

    def held_back_because(self) -> list[str]:
        """Why it cannot leave on its day although it was approved; texts and words may have changed since."""
        empty = [] if entries_of(self) else [f"{NOTHING_LEFT.capitalize()}."]
        return [*empty, *self.must_not_leave()]

    def hold_back(self):
        """Its day has come, and something is wrong: a draft again, and nobody gets it."""
        self._step(["approved"], status="draft", approved_by=None, approved_at=None, trouble=HELD_BACK)

    def products_elsewhere(self):
        """Products that are on sale when it leaves, and whose card does not stand in the letter."""
        at = max(self.send_at or timezone.now(), timezone.now())
        return Product.objects.published(at).exclude(pk=self.product_id)

    def take_back(self):
        """Becomes a draft again, as long as no letter has left."""
        self._step(["approved"], status="draft", approved_by=None, approved_at=None)

    def start(self):
        """Its time has come; from now on it stands in the archive."""
        self._step(["approved"], status="sending", started_at=timezone.now())

    def bring_in_as_sent(self, at):
        """For letters of former times: they stand in the archive, and nobody is written down as a receiver."""
        self._step(["draft"], status="sent", send_at=at, started_at=at, finished_at=at)

    def pause(self, trouble=""):
        """No further letter leaves until somebody lets it go on. `trouble`: the kind of error that made it pause."""
        self._step(["sending"], status="paused", trouble=trouble[:100])

    def pause_if_wrong(self) -> bool:
        """What it picked or says may have changed since it started; True when nothing more of it may leave now."""
        if not (wrong := self.held_back_because()):
            return False
        self.pause(trouble=NOT_AS_IT_IS if wrong[0] != f"{NOTHING_LEFT.capitalize()}." else NOTHING_LEFT)
        return True

    def reasons_to_stay(self) -> str:
        """Why a paused issue cannot go on, in sentences; "" when it can."""
        wrong = self.held_back_because()
        return " ".join(["It cannot go on.", *wrong]) if wrong else ""

    def go_on(self):
        """Letters leave again, if nothing in it is forbidden by now and readers can open some of it."""
        if reasons := self.reasons_to_stay():
            raise NotNow(reasons)
        self._step(["paused"], status="sending", trouble="")

    def what_a_stop_means(self) -> str:
        """Stands beside the second press of the button."""
        if self.started_at is None:
            return "Nobody gets it, ever. “Make it a draft again” holds it back without that."
        return "Who has it, has it. Nobody else gets it, it leaves the archive, and it cannot go on."

    def stop(self):
        """For good: nobody else gets it, and it leaves the archive."""
        self._step(["approved", "sending", "paused"], status="stopped", finished_at=timezone.now(), **self._numbers())

    def finish(self):
        """The last address is done."""
        self._step(["sending"], status="sent", finished_at=timezone.now(), **self._numbers())

    def withdraw(self):
        """Who has it, has it; nobody reads it on the site any more."""
        self._step(["sent"], withdrawn_at=timezone.now())

    def show_again(self):
        """Stands in the archive once more, if nothing in it is forbidden by now."""
        if wrong := guard.stops(self):
            raise NotNow("It cannot go back into the archive. " + ". ".join(wrong) + ".")
        self._step(["sent"], withdrawn_at=None)

    def _numbers(self) -> dict:
        counted = dict(self.deliveries.order_by().values_list("status").annotate(models.Count("pk")))
        return {"sent_count": counted.get("sent", 0), "failed_count": counted.get("failed", 0)}

    @transaction.atomic
    def _step(self, statuses, only=None, **values):
        if not type(self)._base_manager.filter(pk=self.pk, status__in=statuses, **(only or {})).update(**values):
            raise NotNow("That is not possible any more: somebody else was quicker. Here is how it stands.")
        self.refresh_from_db()
        announce(self)
