"""From a typed text to rows in the right order: the engine's ranking, our own touch, typing errors, marked excerpts."""

from collections import Counter
from functools import cached_property

from search import words as vocabulary
from search.engine import Hit, engine
from search.folding import LIGHT_WORDS, STOP_WORDS, distance, fold, stem
from search.marking import Needles, best_excerpt, marked
from search.query import taken_apart, typed_words
from search.rows import SearchRow

MOST = 300  # hits of one query that anybody can page through
RANKED = 120  # of these our own touch looks at the first
ENOUGH = 2  # hits for each further term; when fewer hold all of them, what holds the weightiest may fit better
MOST_MENDED = 3  # unknown words of a query
CANDIDATES = 30  # near words that are compared letter by letter
TITLES = 200
TOPIC_BONUS = 0.3  # for what belongs to a topic that the query names: "my knee hurts on the stairs" is about knees
# What a reader most likely wants, when two results fit equally well.
KIND_BONUS = {
    "topic": 0.15,
    "article": 0.12,
    "question": 0.08,
    "exercise": 0.06,
    "quiz": 0.05,
    "author": 0.05,
    "recipe": 0.05,
}
SOLD = {"product"}  # kinds that are advertising


class Found:
    """What was found, in order. Can be counted and sliced, as Django's paginator does.

    `some_words`: nothing holds all words, these hold some. `with_all`: how many hold all words, when there were so few
    that those with some were taken in; else 0. `instead`: what was looked for instead of a text without any
    result, because of a typing error; `maybe`: what may have been meant although something was found.
    """

    def __init__(self, hits, query, kind="", some_words=False, with_all=0, instead="", maybe=""):
        self.all_hits, self.query, self.kind = in_order(hits, query), query, kind
        self.hits = [hit for hit in self.all_hits if not kind or hit.kind == kind]
        self.some_words, self.instead, self.maybe = some_words, instead, maybe
        self.with_all = 0 if kind else with_all

    def leave_out_what_we_sell(self):
        """For words to which no advertising is shown: neither listed nor counted."""
        self.all_hits = [hit for hit in self.all_hits if hit.kind not in SOLD]
        self.hits = [hit for hit in self.hits if hit.kind not in SOLD]
        self.with_all = min(self.with_all, len(self.hits))

    def count(self) -> int:
        """The number of hits, at most MOST."""
        return len(self.hits)

    __len__ = count

    @property
    def is_capped(self) -> bool:
        """There may be more than anybody wants to see."""
        return len(self.all_hits) >= MOST

    @cached_property
    def by_kind(self) -> dict[str, int]:
        """{kind: number of hits} over all kinds, whatever the filter says."""
        return Counter(hit.kind for hit in self.all_hits)

    def __getitem__(self, part):
        hits = self.hits[part]
        rows = self.rows(hits if isinstance(part, slice) else [hits])
        return rows if isinstance(part, slice) else rows[0]

    def __iter__(self):
        return iter(self[:])

    def rows(self, hits) -> list[SearchRow]:
        """The rows of these hits with `marked_title` and `marked_excerpt`. One query."""
        rows = SearchRow.objects.in_bulk([hit.pk for hit in hits])
        needles = Needles(self.query)
        found = [rows[hit.pk] for hit in hits if hit.pk in rows]
        for row in found:
            row.marked_title = marked(row.title, needles)
            row.marked_excerpt = best_excerpt(row.summary, row.body, needles)
        return found


def look_for(text, synonym_groups, kind="", topic="", mend=True) -> Found:
    """All words; where nothing holds all of them, the words as they were probably meant; else some of the words.

    `mend`: whether a typing error may be guessed at.
    """
    query, instead = taken_apart(text, vocabulary, synonym_groups, begun=mend), ""
    hits = hits_of(query, kind, topic)
    if query.unknown and mend:
        known = {word for group in synonym_groups for expression in group for word in expression}
        meant = corrected(text, query, known)
        other = taken_apart(meant, vocabulary, synonym_groups)
        found = hits_of(other, kind, topic)
        if hits:
            return Found(hits, query, kind, maybe=meant if found else "")
        if found:
            return Found(found, other, kind, instead=meant)
        if meant:
            query, instead = other, meant
    wider = hits_of(query, kind, topic, any_word=True) if len(hits) < ENOUGH * (len(query.terms) - 1) else []
    if len(wider) > len(hits):
        return Found(wider, query, kind, some_words=not hits, with_all=len(hits), instead=instead)
    return Found(hits, query, kind)


def hits_of(query, kind, topic, any_word=False) -> list[Hit]:
    """Hits as the engine ranks them. With a kind, the others are only asked for to be counted."""
    if not query or (any_word and len(query.terms) < 2):
        return []
    found = [Hit(*row) for row in engine().find(query, "", topic, MOST, any_word)]
    if kind and len(found) >= MOST:
        found = [Hit(*row) for row in engine().find(query, kind, topic, MOST, any_word)]
    return found


def in_order(hits, query) -> list[Hit]:
    """Hits in the order in which they are shown."""
    return touched_up(hits[:RANKED], query) + hits[RANKED:] if hits else []


def touched_up(hits, query) -> list[Hit]:
    """The engine's order, bettered by how much of the query stands in the title, by its topic and the kind of thing."""
    named = topics_named(query)
    top = max(hit.score for hit in hits) or 1.0
    wanted = [[{stem(word) for word in one} for one in term.alternatives] for term in query.terms]
    known = {}  # a stem is worked out once, however many titles hold the word

    def worth(hit):
        words = {known.get(word) or known.setdefault(word, stem(word)) for word in fold(hit.title).split()}
        there = [any(one <= words for one in alternatives) for alternatives in wanted]
        share = sum(there) / len(there)
        whole = 0.3 if all(there) and len(there) >= len(words) else 0.0
        about = TOPIC_BONUS if any(topic in hit.topics for topic in named) else 0.0
        return hit.score / top + 0.6 * share + whole + about + KIND_BONUS.get(hit.kind, 0.0)

    return sorted(hits, key=lambda hit: (-worth(hit), hit.pk))


def topics_named(query) -> list[str]:
    """Topics, as rows carry them, whose name holds a word that is looked for. One query."""
    wanted = {stem(word) for word in query.words}
    topics = SearchRow.objects.published().filter(kind="topic").order_by().values_list("topics", "title")
    return [topic for topic, title in topics if wanted & {stem(word) for word in typed_words(title)}]


def corrected(text, query, known=frozenset()) -> str:
    """The text with each unknown word replaced by the nearest known one; "" when there is none near enough."""
    near = {word: nearest(word, known) for word in query.unknown[:MOST_MENDED]}
    if not any(near.values()):
        return ""
    return " ".join(near.get(word) or word for word in typed_words(text))


def nearest(word, known=frozenset()) -> str:
    """The known word with the fewest different letters, the more frequent of equals; "" when all are too far."""
    most = 1 if len(word) < 6 else 2
    written = [(other, rows) for other, rows in engine().near(word, CANDIDATES) if not other.isdigit()]
    candidates = [*written, *((other, 0) for other in known)]
    found = [(distance(word, other, most), -rows, other) for other, rows in candidates if may_be_meant(word, other)]
    best = min((one for one in found if 0 < one[0] <= most), default=None)
    return best[2] if best else ""


def may_be_meant(word, other) -> bool:
    """Hardly anybody mistypes the first letter but by leaving it out, and a small word is no guess: "fever" must not become "never"."""
    begins = other[0] == word[0] or other[:2] == word[1::-1] or other[1:] == word
    return begins and other not in STOP_WORDS and other not in LIGHT_WORDS


def look_for_titles(text, most) -> list[SearchRow]:
    """Rows whose title holds every word typed so far; those that begin with the text first, short ones before long."""
    words = fold(text[:200]).split()[:6]
    if not words or (len(words[-1]) < 2 and len(words) < 2):
        return []
    hits = [Hit(*row) for row in engine().find_titles(words, TITLES)]
    typed = " ".join(words)
    hits.sort(
        key=lambda hit: (not fold(hit.title).startswith(typed), -KIND_BONUS.get(hit.kind, 0), len(hit.title), hit.title)
    )
    rows = SearchRow.objects.only("title", "url", "kind", "label").in_bulk([hit.pk for hit in hits[:most]])
    return [rows[hit.pk] for hit in hits[:most] if hit.pk in rows]
