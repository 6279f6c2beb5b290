"""Matches marked in titles and excerpts. The text is escaped; nothing but our own <mark> is added."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.text import excerpt
from search.folding import fold, stem

LOOKED_AT = 20_000  # characters of a long text


class Needles:
    """What is marked: words by their stem, begun words by their beginning."""

    def __init__(self, query):
        self.stems = {stem(word) for word in query.words}
        self.beginnings = tuple(query.unknown)
        begun = "|".join(sorted({*self.stems, *self.beginnings})) or r"\b\B"
        # A word begins with its stem; what is not plain ASCII has to be folded before anybody can tell.
        self.perhaps = re.compile(rf"(?<!\w)(?:(?:{begun})\w*|\w*[^\W\x00-\x7f]\w*)", re.IGNORECASE)

    def places_in(self, text: str) -> list:
        """The words of a text, as matches of a pattern, that were looked for."""
        return [found for found in self.perhaps.finditer(text) if self.fit(found[0])]

    def fit(self, word: str) -> bool:
        """Whether a word of a text is one that was looked for."""
        folded = fold(word)
        return stem(folded) in self.stems or (bool(self.beginnings) and folded.startswith(self.beginnings))


def marked(text: str, needles: Needles) -> SafeString:
    """The whole text with its matches marked."""
    parts, at = [], 0
    for found in needles.places_in(text):
        parts += [conditional_escape(text[at : found.start()]), format_html("<mark>{}</mark>", found[0])]
        at = found.end()
    return mark_safe("".join([*parts, conditional_escape(text[at:])]))  # noqa: S308 (every part is escaped)


def best_excerpt(summary: str, body: str, needles: Needles, length=180) -> SafeString:
    """The summary when it holds a match, else the place of the body with the most matches, else the summary."""
    if needles.places_in(summary):
        return marked(excerpt(summary, length), needles)
    start = densest(body[:LOOKED_AT], needles, length)
    if start is None:
        return marked(excerpt(summary or body, length), needles)
    begin = body.rfind(" ", 0, max(0, start - 30)) + 1 if start > 30 else 0
    part = excerpt(body[begin : begin + length * 3], length - 2)
    return marked(f"… {part}" if begin else part, needles)


def densest(text, needles, length):
    """Where the stretch of `length` characters with the most different matches begins, or None."""
    places = [(found.start(), stem(fold(found[0]))) for found in needles.places_in(text)]
    best, most, left = None, 0, 0
    for right, (end, _) in enumerate(places):
        while end - places[left][0] > length:
            left += 1
        different = len({word for _, word in places[left : right + 1]})
        if different > most:
            best, most = places[left][0], different
    return best
