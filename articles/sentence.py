"""How an article stands, and which of its texts one looks at, in one human sentence each."""

from django.utils import timezone
from django.utils.formats import date_format

from core.publishable import day

OPEN = {
    "draft": "being written",
    "in_review": "waiting for approval",
    "returned": "returned to the author",
}


def minute(when) -> str:
    """3 December 2026 at 09:00, in the site's time zone."""
    return date_format(timezone.localtime(when), "j F Y \\a\\t H:i")


class StateInWords:
    """Adds `state_sentence` and `version_sentence` to a revision read with_neighbours()."""

    @property
    def state_sentence(self) -> str:
        """Of the article, such as "Live since 7 July 2026, new version waiting for approval"."""
        parts = [part for part in (self._now_part(), self._next_part(), self._open_part()) if part]
        sentence = ", ".join(parts) or "Never seen by readers"
        return sentence[0].upper() + sentence[1:]

    @property
    def version_sentence(self) -> str:
        """Of this one text, for its own page: "Version 2 of this article, which readers see now"."""
        return f"Version {self.number} of this article, {self._what_readers_see_of_it()}"

    def _now_part(self):
        """What readers see, or that they see nothing any more."""
        if self.live_since:
            ends = self.live_until and self.live_until != self.next_live_at
            return f"live since {day(self.live_since)}" + (f" until {minute(self.live_until)}" if ends else "")
        if self.gone_at:
            return f"{'withdrawn' if self.withdrawn_because else 'expired'} on {day(self.gone_at)}"
        return ""

    def _next_part(self):
        """What is approved and waits for its minute."""
        if not self.next_live_at:
            return ""
        new = "new version " if self._now_part() else ""
        return f"{new}goes live on {minute(self.next_live_at)}"

    def _open_part(self):
        """What is not approved yet."""
        if self.status not in OPEN:
            return ""
        if self.next_live_at:
            return f"a version after that {OPEN[self.status]}"
        if self._now_part():
            return f"new version {OPEN[self.status]}"
        return "draft" if self.status == "draft" else OPEN[self.status]

    def _what_readers_see_of_it(self):
        now = timezone.now()
        if self.status in OPEN:
            return "which readers do not see yet"
        if self.is_published(now):
            return "which readers see now"
        if not self.has_future:
            seen = self.retires_at > self.goes_live_at
            return f"which readers saw until {day(self.retires_at)}" if seen else "which readers never saw"
        return f"which readers see from {minute(self.goes_live_at)}"
