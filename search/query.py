"""What a reader typed, taken apart: words, their synonyms and how rare they are. Any text is a query, never an error."""

from dataclasses import dataclass, field
from math import log

from search.folding import LIGHT_WORDS, LONGEST_WORD, STOP_WORDS, fold, stem

LONGEST = 2000  # characters that are looked at
MOST_WORDS = 8  # of a longer query the rarest are kept
COMMON = 1000  # documents; words in more of them do not rank: that would take as long as there are documents
ENDINGS = ("s", "ed", "ing")
BEGINNINGS = 12  # words that a begun word may be the beginning of, the most frequent ones


@dataclass(frozen=True)
class Term:
    """One thing that is looked for. Each alternative is a tuple of words that must all be there."""

    alternatives: tuple[tuple[str, ...], ...]
    rows: int = 0  # how many documents hold it in one of its forms, at most about that many

    def weight(self, documents: int) -> float:
        """The rarer, the heavier: from about 0.1 to 10."""
        return log(1 + (documents + 1) / (self.rows + 0.5))


@dataclass(frozen=True)
class Query:
    """What is looked for. Empty when no word was typed."""

    terms: tuple[Term, ...] = ()
    unknown: tuple[str, ...] = ()  # typed words that stand in no document in any form
    forms: dict = field(default_factory=dict)  # {word: the word and its other endings}

    def __bool__(self):
        return bool(self.terms)

    @property
    def words(self) -> set[str]:
        """Every word that may stand in a result."""
        return {word for term in self.terms for alternative in term.alternatives for word in alternative}

    @property
    def rare(self) -> tuple[Term, ...]:
        """The terms that rank what was found; none when even the rarest is nearly everywhere."""
        return tuple(term for term in self.terms if term.rows <= COMMON)

    @property
    def rarest(self) -> tuple[Term, ...]:
        """The terms that are looked for when one of them is enough: the rarest, together in not too many documents."""
        found, together = [], 0
        for term in sorted(self.terms, key=lambda term: term.rows):
            together += term.rows
            if found and together > COMMON:
                break
            found.append(term)
        return tuple(found)


def typed_words(text: str) -> list[str]:
    """The words of a query in their order, each once, without the little words; only little words give none."""
    words = [word[:LONGEST_WORD] for word in fold(text[:LONGEST]).split()]
    return list(dict.fromkeys(word for word in words if len(word) > 1 and word not in STOP_WORDS))


def taken_apart(text: str, vocabulary, synonyms=(), begun=True) -> Query:
    """`vocabulary` knows words of the index (see words.py); `synonyms` are groups of expressions that mean the same.

    `begun`: whether a word that nobody wrote may be the beginning of others.
    """
    words = typed_words(text)
    if not words:
        return Query()
    groups, rest = _with_synonyms(words, synonyms)
    rest = _without_light_words(rest, len(groups))
    if len(words) > MOST_WORDS:
        rows = vocabulary.rows_of(rest)
        rest = _rarest([word for word in rest if rows.get(word)] or rest, rows)
    groups, rest = groups[:MOST_WORDS], rest[: max(0, MOST_WORDS - len(groups))]
    wanted = {word for group in groups for alternative in group for word in alternative} | set(rest)
    kin = vocabulary.kin_of(wanted)
    forms = {word: _forms(word, kin) for word in wanted}
    rows = {word: sum(kin.get(form, 0) for form in forms[word]) for word in wanted}
    unknown = tuple(word for word in rest if not _is_known(word, kin) and not word.isdigit())
    terms = [Term(group, sum(min(rows[word] for word in one) for one in group)) for group in groups]
    terms += [_term(word, rows[word], kin if word in unknown and begun else {}) for word in rest]
    return Query(tuple(terms), unknown, forms)


def _without_light_words(words, beside):
    """What is looked for in a spoken sentence; `beside` terms are there already. A query of light words keeps them."""
    heavy = [word for word in words if word not in LIGHT_WORDS]
    return heavy if len(heavy) + beside > 1 else words


def _term(word, rows, kin):
    """A word; one that nobody wrote is what it may be the beginning of."""
    begun = [(other,) for other in kin if other.startswith(word)][:BEGINNINGS] if len(word) > 2 else []
    return Term(tuple(begun), sum(kin[other] for (other,) in begun)) if begun else Term(((word,),), rows)


def _is_known(word, kin):
    """It stands in a document, or does with another ending: "knees" is known by "knee", and "kne" is a typing error."""
    return word.removesuffix("es") in kin or any(
        f"{word}{end}" in kin or word.removesuffix(end) in kin for end in ENDINGS
    )


def _forms(word, kin):
    """A word with its other endings, as far as they stand anywhere."""
    root = stem(word)
    return (word, *(other for other in kin if other != word and other.startswith(root) and stem(other) == root))


def _rarest(words, rows):
    kept = set(sorted(words, key=lambda word: rows.get(word, 0))[:MOST_WORDS])
    return [word for word in words if word in kept]


def _with_synonyms(words, synonyms):
    """Groups of alternatives whose expressions stand in the query in any form, the longest first, and the words left."""
    found, rest = [], {word: stem(word) for word in words}
    expressions = [(expression, group) for group in synonyms for expression in group]
    for expression, group in sorted(expressions, key=lambda pair: -len(pair[0])):
        roots = {stem(word) for word in expression}
        if roots and roots <= set(rest.values()):
            rest = {word: root for word, root in rest.items() if root not in roots}
            found.append(tuple(dict.fromkeys(one for one in [expression, *group] if one)))
    return found, list(rest)
