"""What a reader typed, taken apart: words, their synonyms and how rare they are. Any text is a query, never an error."""

from dataclasses import dataclass
from math import log

from search.folding import LONGEST_WORD, STOP_WORDS, fold

LONGEST = 2000  # characters that are looked at
MOST_WORDS = 8  # of a longer query the rarest are kept
COMMON = 1000  # documents; a query whose rarest word is in more of them is ranked by titles first


@dataclass(frozen=True)
class Term:
    """One thing that is looked for. Each alternative is a tuple of words that must all be there."""

    alternatives: tuple[tuple[str, ...], ...]
    rows: int = 0  # how many documents hold its word
    prefix: bool = False  # nobody wrote this word: it may be the beginning of one

    def weight(self, documents: int) -> float:
        """The rarer, the heavier: from about 0.1 to 10."""
        return log(1 + (documents + 1) / (self.rows + 0.5))


@dataclass(frozen=True)
class Query:
    """What is looked for. Empty when no word was typed."""

    terms: tuple[Term, ...] = ()
    unknown: tuple[str, ...] = ()  # typed words that stand in no document

    def __bool__(self):
        return bool(self.terms)

    @property
    def words(self) -> set[str]:
        """Every word that may stand in a result."""
        return {word for term in self.terms for alternative in term.alternatives for word in alternative}

    @property
    def is_common(self) -> bool:
        """Even its rarest word is nearly everywhere."""
        return bool(self.terms) and min(term.rows for term in self.terms) > COMMON


def typed_words(text: str) -> list[str]:
    """The words of a query in their order, each once, without the little words; only little words give none."""
    words = [word[:LONGEST_WORD] for word in fold(text[:LONGEST]).split()]
    return list(dict.fromkeys(word for word in words if len(word) > 1 and word not in STOP_WORDS))


def taken_apart(text: str, rows_of, synonyms=()) -> Query:
    """`rows_of(words)` gives {word: number of documents}; `synonyms` are groups of folded expressions that mean the same."""
    words = typed_words(text)
    rows = rows_of(words)
    terms, rest = _with_synonyms(words, synonyms)
    unknown = tuple(word for word in rest if not rows.get(word) and not word.isdigit())
    if len(words) > MOST_WORDS:
        rest = _rarest([word for word in rest if rows.get(word)] or rest, rows)
    terms += [Term(((word,),), rows.get(word, 0), prefix=word in unknown and len(word) > 2) for word in rest]
    return Query(tuple(terms[:MOST_WORDS]), unknown)


def _rarest(words, rows):
    kept = set(sorted(words, key=lambda word: rows.get(word, 0))[:MOST_WORDS])
    return [word for word in words if word in kept]


def _with_synonyms(words, synonyms):
    """Terms for the expressions that stand in the query, the longest first, and the words that are left."""
    terms, rest = [], list(words)
    groups = [[tuple(typed_words(expression)) for expression in group] for group in synonyms]
    expressions = [(expression, group) for group in groups for expression in group]
    for expression, group in sorted(expressions, key=lambda pair: -len(pair[0])):
        if expression and set(expression) <= set(rest):
            rest = [word for word in rest if word not in expression]
            terms.append(Term(tuple(dict.fromkeys(one for one in [expression, *group] if one)), rows=1))
    return terms, rest
