"""Claim words, as pure functions: which words a text may not hold about a product. No database, no requests.

Sources: CAP Code 12 and 15 (no disease claims for foods, nothing beyond the registration for medicines), Regulation
1924/2006 on food claims, MHRA Blue Guide. It finds words, it does not judge sentences: an Owner may let one stand.
"""

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from core.text import plain_text

LONGEST = 200_000  # characters of a text that are looked at
ANYWHERE, BESIDE = "anywhere", "beside"
_SPACE = re.compile(r"\s+")
_PARAGRAPH_END = re.compile(r"</(?:p|h[1-6]|li|blockquote)>", re.IGNORECASE)
_HREF, _HOST, _END_OF_PATH = re.compile(r"""href=["']([^"']*)"""), re.compile(r"^https?://[^/]+"), re.compile(r"[?#]")
_LETTERS, _GAP, _NOTHING = re.compile(r"\w+"), re.compile(r"(?:\\ |\\-)+"), re.compile(r"(?!)")
_AND = re.compile(r"(?:\[ -\]\+)?\\&(?:\[ -\]\+)?|\[ -\]\+and\[ -\]\+")
_DIGITS = {"i": "1", "l": "1", "o": "0", "e": "3", "a": "4", "s": "5", "t": "7"}
_SPLIT, _LOOK_ALIKE = re.compile(r"[ -]+"), re.compile(f"[{''.join(_DIGITS)}]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_APOSTROPHES, _QUOTES, _HYPHENS = "‘’‛ʼʹ′`´＇", "“”„‟″", "‐‑‒–−﹣－"
_INVISIBLE = [0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
_SAME = (
    dict.fromkeys(map(ord, _APOSTROPHES), "'")
    | dict.fromkeys(map(ord, _QUOTES), '"')
    | dict.fromkeys(map(ord, _HYPHENS), "-")
    | dict.fromkeys([*_INVISIBLE, *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080), *map(ord, "™℠®©")])
)

_ACCENTS = re.compile("[\u0300-\u036f]")
# Letters of other scripts that nobody can tell from ours (from the confusables of Unicode's technical standard 39).
# Capitals stand apart: Н is taken for H, but н for nothing.
_CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕНІЈКМОРЅТУХ", "ABEZHIKMNOPTYXABEHIJKMOPSTYX")
_LOOKS_LATIN = str.maketrans("авсԁеһіјкӏмոоԛрѕтսνѵԝхуαειικορτυχγɑɡıօհ", "abcdehijklmnoqpstuvvwxyaeiikoptuxyagioh")


class Word(NamedTuple):
    """A phrase that is not permitted for some legal types. A final * stands for any ending.

    `reach`: ANYWHERE in a text that mentions the product, or only BESIDE it (the same or the next passage).
    """

    phrase: str
    types: frozenset
    reach: str = ANYWHERE


class Subject(NamedTuple):
    """A product as the guard sees it. `permitted` are phrases of its registration or claim: they may stand.

    `other_names`: former names, and how else texts call it.
    """

    pk: int
    name: str
    legal_type: str
    url: str
    permitted: tuple = ()
    other_names: tuple = ()
    is_on_sale: bool = True  # now or later

    @property
    def names(self) -> tuple:
        """All that it is called."""
        return (self.name, *self.other_names)


class Passage(NamedTuple):
    """A paragraph, list entry or block, HTML or plain. `shows`: numbers of the products whose card stands here."""

    text: str
    shows: frozenset = frozenset()


class Finding(NamedTuple):
    """A sentence that holds words which are not permitted for a product that the text mentions."""

    product: Subject
    words: tuple
    sentence: str
    place: str = ""  # "title": the words are the name of the product, and no label can stand there

    @property
    def unlabelled(self) -> str:
        """What is wrong with a name without a label, for lists; "" of words that are not permitted."""
        return f"no label can stand beside the name in the {self.place}" if self.place else ""


def normal(text: str) -> str:
    """Lower case, one kind of quotes and hyphens, no accents or signs of a trade mark, Latin letters for those that look
    like them, single spaces, nothing invisible: what is compared."""
    text = unicodedata.normalize("NFKD", text[:LONGEST].translate(_SAME))  # it would split some of them: ´ and ‑
    text = _ACCENTS.sub("", text).translate(_CAPITALS)
    return _SPACE.sub(" ", text).strip().lower().translate(_LOOKS_LATIN)


def names_in(lines: str) -> tuple:
    """Names as they are written down for a product: one in a line."""
    return tuple(name.strip() for name in lines.splitlines() if name.strip()) if lines else ()


def passages_of(html: str) -> list[Passage]:
    """The paragraphs, headings and list entries of an HTML text; links stay in for `mentions`."""
    return [Passage(part) for part in _PARAGRAPH_END.split(html[:LONGEST]) if plain_text(part)]


def words_in(text: str, words, legal_type: str, permitted=()) -> list[str]:
    """The phrases as they stand in a plain text that are not permitted for a legal type, in their order, each once."""
    looked_at = normal(text)
    for phrase in sorted(filter(None, map(normal, permitted)), key=len, reverse=True):
        looked_at = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", lambda found: " " * len(found[0]), looked_at)
    pattern = _pattern(tuple(word.phrase for word in words if legal_type in word.types))
    return list(dict.fromkeys(found[0] for found in pattern.finditer(looked_at))) if pattern else []


def mentions(passage: Passage, subject: Subject) -> bool:
    """True when the passage shows the product's card, names it in prose or links to its page."""
    return _is_mentioned(_read(passage), subject)


def mentioned_in(passages, subjects) -> list[Subject]:
    """The products that a text shows, names or links to."""
    read = [_read(passage) for passage in passages]
    return [one for one in _perhaps(read, subjects) if any(_is_mentioned(passage, one) for passage in read)]


def findings_in(passages, subjects, words) -> list[Finding]:
    """Every sentence with words that are not permitted for a product which the text mentions, in reading order."""
    read = [_read(passage) for passage in passages]
    return [finding for subject in _perhaps(read, subjects) for finding in _findings_about(subject, read, words)]


def unlabelled_in(headlines, subjects) -> list[Finding]:
    """Products that are named where no label can stand beside them. `headlines`: (place, words), such as ("title", …)."""
    return [
        Finding(subject, (subject.name,), plain_text(words), place)
        for place, words in headlines
        for subject in mentioned_in([Passage(words)], subjects)
    ]


class Catalogue:
    """Products by the longest words of their names and by their addresses: which of thousands a text may mention is found
    at once, also where all names begin with the same word. A quick look; whether it does, `mentions` says."""

    def __init__(self, subjects):
        self.subjects = list(subjects)
        self.by_number, self.by_address, self.by_word = {}, {}, defaultdict(list)
        for place, subject in enumerate(self.subjects):
            self.by_number[subject.pk] = self.by_address[subject.url.rstrip("/")] = place
            for name in subject.names:
                beginnings = _beginnings(name)
                self.by_word[max(beginnings, key=len, default="")].append((beginnings, place))
        self.lengths = {
            len(beginning) for of_one in self.by_word.values() for words, _ in of_one for beginning in words
        }

    def perhaps(self, read) -> list:
        """Those that a text may mention, in the order of the catalogue."""
        words = {word for one in read for word in _LETTERS.findall(one.plain)}
        begun = {word[:length] for word in words for length in self.lengths} | {""}
        found = {place for word in begun & self.by_word.keys() for all_, place in self.by_word[word] if all_ <= begun}
        for one in read:
            found.update(self.by_number[pk] for pk in one.shows if pk in self.by_number)
            for address in _HREF.findall(one.html) if "href=" in one.html else ():
                parts = _END_OF_PATH.split(_HOST.sub("", address))[0].split("/")
                paths = ("/".join(parts[:number]) for number in range(1, len(parts) + 1))
                found.update(self.by_address[path] for path in paths if path in self.by_address)
        return [self.subjects[place] for place in sorted(found)]


def _perhaps(read, subjects):
    """A quick look: those that the text may mention."""
    return (subjects if isinstance(subjects, Catalogue) else Catalogue(subjects)).perhaps(read)


def _findings_about(subject, read, words):
    places = [place for place, one in enumerate(read) if _is_mentioned(one, subject)]
    near = {place + step for place in places for step in (-1, 0, 1)}
    anywhere = [word for word in words if word.reach == ANYWHERE]
    for place, one in enumerate(read if places else ()):
        applied = words if place in near else anywhere
        if words_in(one.plain, applied, subject.legal_type, subject.permitted):
            yield from _findings_of(subject, sentences_of(one.html), applied)


def sentences_of(text: str) -> list[str]:
    """The sentences of a passage as plain text."""
    return [one for one in _SENTENCE_END.split(plain_text(text)) if one]


class _Read(NamedTuple):
    html: str
    plain: str
    shows: frozenset


def _read(passage):
    plain = plain_text(passage.text)
    if "<sup" in passage.text:  # a raised number or sign stands behind a word and is no part of it
        plain = f"{plain} {plain_text(passage.text.replace('<sup', ' <sup'))}"
    return _Read(passage.text, normal(plain), passage.shows)


def _is_mentioned(read, subject):
    if subject.pk in read.shows or any(_name_pattern(name).search(read.plain) for name in subject.names):
        return True
    return "href=" in read.html and bool(_link_pattern(subject.url).search(read.html))


def _findings_of(subject, sentences, words):
    for sentence in sentences:
        hits = words_in(sentence, words, subject.legal_type, subject.permitted)
        if hits:
            yield Finding(subject, tuple(hits), sentence)


@lru_cache(maxsize=64)
def _pattern(phrases):
    parts = [_phrase_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    return re.compile(rf"(?<![\w])(?:{'|'.join(parts)})(?!\w)") if parts else None


def _phrase_pattern(phrase):
    """Spaces may be hyphens and the other way round; a digit may stand for the letter it looks like: “pa1n-free”."""
    stem = normal(phrase).removesuffix("*")
    words = [re.escape(word) for word in _SPLIT.split(stem)]
    if not set(stem) <= set(_DIGITS):  # else “ease” would be found in 3453
        words = [_LOOK_ALIKE.sub(lambda letter: f"[{letter[0]}{_DIGITS[letter[0]]}]", word) for word in words]
    return r"[\s-]+".join(words) + (r"[\w'-]*" if phrase.rstrip().endswith("*") else "")


@lru_cache(maxsize=8192)
def _beginnings(name):
    """What begins a word in every way to write the name: a quick look before the slow one. Letters behind an apostrophe
    may be written without it and then begin nothing."""
    return frozenset(word[:-1] for word in re.findall(r"(?<!')\b\w+", normal(name)) if word != "and")


@lru_cache(maxsize=8192)
def _name_pattern(name):
    """The name in singular or plural, its words parted by spaces or hyphens; “&” may be “and” and the other way round, an
    apostrophe may be missing or too much. A name without a letter is found nowhere."""
    if not _LETTERS.search(normal(name)):
        return _NOTHING
    stem = re.escape(normal(name).removesuffix("s"))
    stem = re.sub(r"(?:'\?)?s(?!\w)", "'?s", stem.replace("'", "'?"))
    written = _AND.sub("(?:[ -]*&[ -]*|[ -]+and[ -]+)", _GAP.sub("[ -]+", stem))
    return re.compile(rf"(?<!\w){written}s?(?!\w)")


@lru_cache(maxsize=8192)
def _link_pattern(url):
    """A link to the product's page, from inside the site or with its whole address."""
    return re.compile(rf"""href=["'](?:https?://[^/"']+)?{re.escape(url.rstrip("/"))}(?=[/?#"'])""")
