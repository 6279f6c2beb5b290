"""The phrase match: a third net behind the checklist and the person who reads. Pure, over phrases kept as data.

It spots words, not illness, and misses about half of what it has not seen. Silence is not reassurance.
Source of the phrases and rules: content research of 22 November 2026, see data/redflags.json; to be owned by a
clinician before real use. Negation is cue and window as in NegEx: cues before and after, pseudo-cues, terminators.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
LONGEST = 4000  # characters that are looked at
ANY = 3  # how many unknown words a * may stand for
WINDOW = 7  # words that a negation reaches
LEVELS = ("emergency", "same_day", "see_gp")  # the most urgent first

TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[.!?;\n:,]")
CUES = {"no", "not", "never", "without", "neither", "nor", "denies", "nothing"}
TERMINATORS = {"but", "however", "although", "though", "until", "since", "except", "yet", "still", "now"}
SUBJECTS = {"my", "i", "it", "the", "his", "her", "our", "both", "one", "left", "right", "there"}
PSEUDO = ("not only", "not sure", "not certain", "no improvement", "no better", "no change", "no idea", "not know",
          "not understand", "not getting", "no matter", "not stop", "no doubt", "no wonder", "no relief")  # fmt: skip
AFTER = ("ruled out", "was ruled out", "none", "excluded")


class Word(NamedTuple):
    """One word with its place in the text as it was typed."""

    text: str
    start: int
    end: int
    sentence: int
    clause: int


class Found(NamedTuple):
    """One flag that was found. `words` are (start, end) places in the text as it was typed."""

    flag: str
    level: str
    negated: bool
    words: tuple


class Hit(NamedTuple):
    """One phrase of a word group at words first..last."""

    first: int
    last: int
    negated: bool


@cache
def phrases() -> dict:
    """data/redflags.json, with phrases split into words."""
    data = json.loads((DATA / "redflags.json").read_text())
    for part in ("concepts", "exclude"):
        data[part] = {name: [_plain(phrase) for phrase in listed] for name, listed in data[part].items()}
    data["spelling"] = {tuple(_plain(wrong)): tuple(_plain(right)) for wrong, right in data["spelling"].items()}
    return data


@cache
def cards() -> dict:
    """What a reader is told for a flag: {flag: {"level", "heading", "text"}}, from data/redflag_cards.json."""
    return json.loads((DATA / "redflag_cards.json").read_text())


def find_flags(text: str) -> list[Found]:
    """Flags in a text, the most urgent first; negated ones last: those are for the desk, not for the reader."""
    data = phrases()
    words = words_of(text)
    hits = {}

    def hits_of(concept):
        if concept not in hits:
            hits[concept] = _hits(words, concept, data)
        return hits[concept]

    found = [one for flag in data["flags"] if (one := _flag(flag, words, hits_of))]
    return sorted(found, key=lambda one: (one.negated, LEVELS.index(one.level)))


def words_of(text: str) -> list[Word]:
    """Lower case, plain quotes, spelling mended, cut into words that know their sentence and clause."""
    # letter by letter, so that no place moves: some letters become two in lower case
    text = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text[:LONGEST])
    for old, new in (("’", "'"), ("‘", "'"), ("`", "'"), ("-", " "), ("–", " "), ("—", ","), ("/", " ")):
        text = text.replace(old, new)
    words, sentence, clause = [], 0, 0
    for match in TOKEN.finditer(text):
        mark = match.group()
        if mark in ".!?;\n":
            sentence, clause = sentence + 1, clause + 1
        elif mark in ",:":
            clause += 1
        else:
            words.append(Word(mark, match.start(), match.end(), sentence, clause))
    return _without_possessive(_spelled(words))


def _spelled(words):
    """Replaces what the spelling table knows; a replacement carries the place of what was typed."""
    table = phrases()["spelling"]
    longest = max(map(len, table))
    mended, place = [], 0
    while place < len(words):
        for size in range(min(longest, len(words) - place), 0, -1):
            right = table.get(tuple(word.text for word in words[place : place + size]))
            if right:
                first, last = words[place], words[place + size - 1]
                mended += [first._replace(text=text, end=last.end) for text in right]
                place += size
                break
        else:
            mended.append(words[place])
            place += 1
    return mended


def _without_possessive(words):
    """knee's -> knee is not worth telling apart from knee's -> of the knee."""
    plain = []
    for word in words:
        head, _, tail = word.text.partition("'")
        plain.append(word._replace(text=head))
        if tail in ("m", "re"):
            plain.append(word._replace(text="am" if tail == "m" else "are"))
        elif tail in ("ve", "d", "ll"):
            plain.append(word._replace(text={"ve": "have", "d": "would", "ll": "will"}[tail]))
        elif tail == "s":
            plain.append(word._replace(text="is"))
    return plain


def _plain(phrase):
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?|\*", phrase.lower().replace("-", " "))


def _matches(words, place, phrase):
    """Index of the last word when the phrase begins at `place`, else None. A * stands for up to ANY words."""
    if not phrase:
        return place - 1
    if phrase[0] == "*":
        return _after_any(words, place, phrase[1:])
    if place >= len(words) or words[place].text != phrase[0]:
        return None
    if len(phrase) > 1 and place + 1 < len(words) and words[place + 1].sentence != words[place].sentence:
        return None
    return _matches(words, place + 1, phrase[1:])


def _after_any(words, place, rest):
    """The rest of a phrase behind up to ANY words; a negation among them is not skipped."""
    for here in range(place, min(place + ANY, len(words)) + 1):
        end = _matches(words, here, rest)
        if end is not None:
            return end
        if here < len(words) and words[here].text in CUES:
            return None
    return None


def _places(words, listed):
    """(first, last) of every phrase of a list, wherever it stands."""
    starts = {}
    for place, word in enumerate(words):
        starts.setdefault(word.text, []).append(place)
    for phrase in listed:
        for place in starts.get(phrase[0], ()):
            end = _matches(words, place, phrase)
            if end is not None:
                yield place, end


def _hits(words, concept, data):
    """Where a word group stands, without its exceptions, each negated or not (groups of context never are)."""
    dropped = set()
    for first, last in _places(words, data["exclude"].get(concept, ())):
        dropped.update(range(first, last + 1))
    context = concept in data["context_concepts"]
    return [
        Hit(first, last, not context and _is_negated(words, first, last))
        for first, last in _places(words, data["concepts"][concept])
        if not dropped.intersection(range(first, last + 1))
    ]


def _is_negated(words, first, last) -> bool:
    return _negated_before(words, first) or _negated_after(words, last)


def _negated_before(words, first) -> bool:
    """A cue at most WINDOW words before, with nothing between that ends its reach."""
    for place in range(first - 1, max(-1, first - 1 - WINDOW), -1):
        word, following = words[place], words[place + 1]
        if word.sentence != words[first].sentence or word.text in TERMINATORS:
            return False
        starts_anew = word.clause != following.clause or word.text == "and"
        if starts_anew and following.text in SUBJECTS:
            return False
        if word.text in CUES:
            pair = f"{word.text} {following.text}"
            return pair not in PSEUDO
    return False


def _negated_after(words, last) -> bool:
    rest = [word for word in words[last + 1 : last + 4] if word.sentence == words[last].sentence]
    return " ".join(word.text for word in rest).startswith(AFTER)


def _flag(flag, words, hits_of):
    """The flag with the words that made it: plain if any of its rules is met by plain hits, else negated."""
    negated = None
    for rule in flag["rules"]:
        groups = [hits_of(concept) for concept in rule["all"]]
        plain = _together([[hit for hit in hits if not hit.negated] for hits in groups], words, rule["scope"])
        if plain:
            return Found(flag["id"], flag["urgency"], False, _spans(plain, words))
        some = _together(groups, words, rule["scope"])
        negated = negated or (some and Found(flag["id"], flag["urgency"], True, _spans(some, words)))
    return negated


def _together(groups, words, scope):
    """One hit of each group, in one sentence when the scope asks for it; None when that cannot be had."""
    if not all(groups):
        return None
    if scope != "sentence":
        return [hits[0] for hits in groups]
    for hit in groups[0]:
        sentence = words[hit.first].sentence
        chosen = [next((one for one in hits if words[one.first].sentence == sentence), None) for hits in groups]
        if all(chosen):
            return chosen
    return None


def _spans(hits, words):
    return tuple(sorted({(words[hit.first].start, words[hit.last].end) for hit in hits}))
