"""Plain words out of HTML, and excerpts cut at a word. No database, no requests."""

import html
import re

_BREAKS = re.compile(r"</(?:p|h[1-6]|li|ul|ol|blockquote)>|<br\s*/?>", re.IGNORECASE)
_MARKS = re.compile(  # numbers of references are no words, whichever of the two tags stands outside
    r'<sup>\s*<a href="#ref-\d{1,3}"[^<>]*>\d{1,3}</a>\s*</sup>|<a href="#ref-\d{1,3}"[^<>]*>\s*<sup>\d{1,3}</sup>\s*</a>'
)
_TAGS = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"\s+")
_HEADINGS = re.compile(r"<h([1-6])(?:\s[^<>]*)?>.*?</h\1>", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(r"\bhttps?://\S+")
_END = re.compile(
    r"(?<=\w{4}[.!?])[”’\")]?(?= [“‘\"(]?[^\W_a-z])"
)  # of a sentence; "e.g. a knee" and "Dr. Who" hold none
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


def running_text(markup: str) -> str:
    """The words of an HTML text in one line, without those of its headings and without bare web addresses."""
    return _SPACE.sub(" ", _ADDRESS.sub("", plain_text(_HEADINGS.sub(" ", markup[:LONGEST])))).strip()


def first_sentences(text: str, length: int = 160, enough: int = 60) -> str:
    """As many of the first sentences of a plain text as fit; an excerpt where they have fewer than `enough` characters."""
    text = _SPACE.sub(" ", text).strip()
    if len(text) <= length:
        return text
    ends = [found.end() for found in _END.finditer(text[: length + 3]) if found.end() <= length]
    return text[: ends[-1]] if ends and ends[-1] >= enough else excerpt(text, length)


def is_beginning(summary: str, words: str) -> bool:
    """Whether a summary is nothing but the first words of a text."""
    begun = " ".join(summary.removesuffix("…").split()).rstrip(" .").casefold()
    return bool(begun) and " ".join(words[: 2 * len(summary) + 100].split()).casefold().startswith(begun)
