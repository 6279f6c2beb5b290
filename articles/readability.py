"""How hard a text is to read: a rough reading age, as a guide and never a target. Pure functions."""

import re

_SENTENCE = re.compile(r"[.!?:]+(?:\s|$)|\n")
_WORD = re.compile(r"[A-Za-z’']+")
_VOWELS = re.compile(r"[aeiouy]+")
LONGEST = 100_000  # characters that are looked at


def reading_age(text: str) -> int:
    """Years of age at which an average reader follows: Flesch-Kincaid grade plus five, between 5 and 22."""
    text = text[:LONGEST]
    words = _WORD.findall(text)
    if len(words) < 30:
        return 5
    sentences = max(1, len([part for part in _SENTENCE.split(text) if _WORD.search(part)]))
    syllables = sum(map(syllables_of, words))
    grade = 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
    return max(5, min(22, round(grade + 5)))


def syllables_of(word: str) -> int:
    """About how many syllables a word has; a silent e at the end does not count."""
    found = len(_VOWELS.findall(word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee")) and found > 1
    return max(1, found - silent)
