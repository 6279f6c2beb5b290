"""What is said to somebody who types a warning sign into the search. No query; nothing is stored."""

from advisor import red_flags
from search.folding import fold

LONGEST = 2000  # characters of a query that are read for warning signs
HELP_WORDS = {"999", "111", "112", "emergency", "ambulance"}  # who types these into a search wants a person
HELP = {
    "level": "emergency",
    "heading": "Call 999 if life may be in danger",
    "text": "For urgent advice day and night, call 111. Please do not wait for an answer from this site.",
}


def warnings_in(text: str) -> list[dict]:
    """At most one care card for typed words: level, heading and text."""
    flags = [flag for flag in red_flags.find_flags(text[:LONGEST]) if not flag.negated]
    found = [for_a_search(red_flags.cards()[flag.flag]) for flag in flags[:1]]
    return found or [HELP] * bool(HELP_WORDS & set(fold(text[:LONGEST]).split()))


def for_a_search(card) -> dict:
    """The card of the form that asks, for somebody who sends nothing."""
    heading = card["heading"].removeprefix("Before you send: ")
    return card | {"heading": heading[0].upper() + heading[1:]}
