"""A piece of what somebody wrote with the matched words marked, safe to print."""

from django.utils.html import escape
from django.utils.safestring import mark_safe

AROUND = 40  # characters kept before the first and after the last mark
LONGEST = 240


def marked(text: str, places) -> str:
    """HTML of the text around the given (start, end) places, each in <mark>; everything else is escaped."""
    first, last = places[0][0], max(end for _start, end in places)
    begin = _word_start(text, max(0, first - AROUND))
    end = min(len(text), last + AROUND, begin + LONGEST)
    end = text.rfind(" ", last, end) if " " in text[last:end] and end < len(text) else end
    pieces, here = [], begin
    for start, stop in places:
        if start < here or stop > end:
            continue
        pieces += [escape(text[here:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        here = stop
    rest = escape(text[here:end].rstrip(" ,;:\n"))
    return mark_safe(("… " if begin else "") + "".join([*pieces, rest]) + (" …" if end < len(text) else ""))  # noqa: S308 (escaped)


def _word_start(text, place):
    return place if place == 0 else text.find(" ", place) + 1 or place
