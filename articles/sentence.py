"""One human sentence for the state of an article."""

from django.utils import timezone

from core.publishable import day

OPEN = {
    "draft": "being written",
    "in_review": "waiting for approval",
    "returned": "returned to the author",
}


class StateInWords:
    """Adds `state_sentence` to a revision read with_neighbours(); asks for them itself otherwise."""

    @property
    def state_sentence(self) -> str:
        """Such as "Live since 7 July 2026, new version waiting for approval"."""
        parts = [part for part in (self._live_part(), self._next_part(), self._open_part()) if part]
        return ", ".join(parts) or "Nothing here yet"

    def _live_part(self):
        if self.live_since:
            ends = self.live_until and self.live_until != self.next_live_at
            return f"Live since {day(self.live_since)}" + (f" until {day(self.live_until)}" if ends else "")
        if self.gone_at and self.gone_at <= timezone.now():
            return f"{'Withdrawn' if self.withdrawn_because else 'Expired'} on {day(self.gone_at)}"
        return ""

    def _next_part(self):
        if not self.next_live_at:
            return ""
        return f"{'new version g' if self.live_since else 'G'}oes live on {day(self.next_live_at)}"

    def _open_part(self):
        if self.status not in OPEN:
            return ""
        if self.live_since or self.gone_at:
            return f"new version {OPEN[self.status]}"
        return "Draft" if self.status == "draft" else OPEN[self.status].capitalize()
