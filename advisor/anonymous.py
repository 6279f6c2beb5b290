"""What must not stand in a public text: contact data, names, postcodes, links, exact ages. Pure: no database.

A lint finds patterns, not people. A second person still asks: could a neighbour tell who this is?
"""

import re
from typing import NamedTuple

from core.text import plain_text

LONGEST = 10_000  # characters that are looked at
MAIL = re.compile(r"[^\s@<>\"'(),;:]{1,64}@[^\s@<>\"'(),;:]{1,190}\.[a-z]{2,24}", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w/])(?:\+\d{1,3}|0\d{2})[\d ().–-]{6,16}\d(?!\w)")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
LINK = re.compile(r"(?:https?://|www\.)[^\s<\"']{3,200}", re.IGNORECASE)
AGE = re.compile(
    r"\b(?:i am|i'm|i’m|aged?|turned|just turned|he is|she is|is now) (\d{1,3})\b(?! (?:minutes|days|weeks|months|steps|times|kg|cm|per))"
    r"|\b(\d{1,3})[ -]years?[ -]old\b|\b(\d{1,3}) years of age\b",
    re.IGNORECASE,
)


class Finding(NamedTuple):
    """One thing that stops publishing. `kind` in a sentence; `words` are those found."""

    kind: str
    words: str
    waivable: bool


def findings(*texts: str, first_name: str = "", email: str = "") -> list[Finding]:
    """Everything found in public texts (plain or HTML). `first_name` and `email` are the asker's own."""
    html = "\n".join(texts)[:LONGEST]
    text = plain_text(html)
    found = [Finding("An e-mail address", words, False) for words in MAIL.findall(text)]
    found += [Finding("A phone number", match.group(), False) for match in PHONE.finditer(text)]
    found += [Finding("The asker’s own name", words, False) for words in names_in(text, first_name, email)]
    found += [
        Finding("A postcode", match.group(), True) for match in POSTCODE.finditer(text) if _looks_real(match.group())
    ]
    found += [Finding("A link to another site", match.group(), True) for match in LINK.finditer(html)]
    found += [Finding("An exact age", match.group(), True) for match in AGE.finditer(text)]
    return list(dict.fromkeys(found))


def names_in(text, first_name, email) -> list[str]:
    """The first name, and name-like parts of the address, as whole words of the text."""
    names = [*re.split(r"[^a-z]+", email.partition("@")[0], flags=re.IGNORECASE), first_name.strip()]
    once = {name.casefold(): name for name in names}
    return [
        part for part in sorted(once.values())
        if len(part) > 2 and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text, re.IGNORECASE)
    ]  # fmt: skip


def _looks_real(words) -> bool:
    """ "a 10 kg" or "in 5 hours" are no postcodes: those are written in capitals or hold a letter pair at the end."""
    return words.upper() == words
