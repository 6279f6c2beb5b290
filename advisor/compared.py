"""What was left out or put differently in a public text, marked word by word. Pure: no database."""

from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import mark_safe

MOST_WORDS = 800


def compared(original: str, public: str) -> str:
    """HTML of both texts as one: <del> for words left out, <ins> for words put in. Everything is escaped."""
    old, new = original.split()[:MOST_WORDS], public.split()[:MOST_WORDS]
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(escape(" ".join(old[a:b])))
            continue
        if b > a:
            pieces.append(f"<del>{escape(' '.join(old[a:b]))}</del>")
        if d > c:
            pieces.append(f"<ins>{escape(' '.join(new[c:d]))}</ins>")
    return mark_safe(" ".join(pieces))  # noqa: S308 (every piece is escaped)
