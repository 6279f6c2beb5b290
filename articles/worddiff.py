"""Which words of two texts differ. Pure functions; sentences first, words only where sentences differ, so that it stays quick."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_SENTENCES = re.compile(r"(?<=[.!?:])\s+|\n+")


class Piece(NamedTuple):
    """Some words in a row. `change` is "", "added" or "removed"."""

    change: str
    words: str


def pieces(old: str, new: str) -> list[Piece]:
    """The new text with what was removed in between, in reading order."""
    a, b = sentences(old), sentences(new)
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("", " ".join(a[i1:i2])))
        elif tag == "delete":
            found.append(Piece("removed", " ".join(a[i1:i2])))
        elif tag == "insert":
            found.append(Piece("added", " ".join(b[j1:j2])))
        else:
            found += word_pieces(" ".join(a[i1:i2]).split(), " ".join(b[j1:j2]).split())
    return found


def word_pieces(a: list[str], b: list[str]) -> list[Piece]:
    """The same for two lists of words."""
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=len(a) > 1500).get_opcodes():
        if tag == "equal":
            found.append(Piece("", " ".join(a[i1:i2])))
        if tag in ("delete", "replace"):
            found.append(Piece("removed", " ".join(a[i1:i2])))
        if tag in ("insert", "replace"):
            found.append(Piece("added", " ".join(b[j1:j2])))
    return found


def changed_words(found: list[Piece]) -> int:
    """How many words differ; a word put in the place of another counts once."""
    count, removed = 0, 0
    for piece in found:
        number = len(piece.words.split())
        if piece.change == "removed":
            count, removed = count + number, number
        elif piece.change == "added":
            count, removed = count + max(0, number - removed), 0
        else:
            removed = 0
    return count


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly."""
    return [part for part in _SENTENCES.split(text.strip()) if part]
