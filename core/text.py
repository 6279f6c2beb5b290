"""Plain words out of HTML, and excerpts cut at a word. No database, no requests."""

import html
import re

_BREAKS = re.compile(r"</(?:p|h[1-6]|li|ul|ol|blockquote)>|<br\s*/?>", re.IGNORECASE)
_MARKS = re.compile(  # numbers of references are no words, whichever of the two tags stands outside
    r'<sup>\s*<a href="#ref-\d{1,3}"[^<>]*>\d{1,3}</a>\s*</sup>|<a href="#ref-\d{1,3}"[^<>]*>\s*<sup>\d{1,3}</sup>\s*</a>'
)
_TAGS = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"\s+")
LONGEST = 200_000


def plain_text(markup: str) -> str:
    """The words of an HTML text in one line, without tags. Bounded: only the first LONGEST characters are read."""
    text = _TAGS.sub("", _BREAKS.sub(" ", _MARKS.sub("", markup[:LONGEST])))
    return _SPACE.sub(" ", html.unescape(text)).strip()


def excerpt(text: str, length: int = 140) -> str:
    """The beginning of a plain text, at most `length` characters and cut at a word, with " …" when it goes on."""
    text = _SPACE.sub(" ", text).strip()
    if len(text) <= length:
        return text
    cut = text[: length - 2]
    if not text[length - 2].isspace():
        cut = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return f"{cut.rstrip(' ,;:.–-')} …"
