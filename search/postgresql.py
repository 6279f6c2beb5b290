"""Full text with PostgreSQL: two tsvector columns beside the rows, and pg_trgm for typing errors.

Django's model does not know the columns; only this file does.
"""
# ruff: noqa: S608 (statements are put together from names of ours; everything from outside is a parameter)

from math import prod

from django.db import connection
from django.utils import timezone

from search.folding import fold
from search.sqlite import LAST_LETTER, LIVE, like

LOCK = 5_071_202  # any number: whoever changes the index holds it until the commit
IN_TITLES = 0.2  # of the rows that hold a word, about so many have it in the title
FEW = 12_000  # rows; so many are found by their words and sorted sooner than met on a walk from the newest row on
WEIGHTS = "{0.05, 0.1, 0.4, 1.0}"  # of body (D), nothing, summary (B), title (A)

CREATE = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    # English endings as PostgreSQL knows them, but no stop words: which words are too little, folding.py says for both
    "CREATE TEXT SEARCH DICTIONARY search_stems (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION search_words (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION search_words ALTER MAPPING FOR asciiword, word WITH search_stems",
    "ALTER TABLE search_searchrow ADD COLUMN vector tsvector, ADD COLUMN title_vector tsvector",
    # Texts and vectors stand beside the rows, which are then small enough to be read by the thousand.
    "ALTER TABLE search_searchrow SET (toast_tuple_target = 512)",
    "CREATE INDEX search_vector ON search_searchrow USING gin (vector)",
    "CREATE INDEX search_title_vector ON search_searchrow USING gin (title_vector)",
    "CREATE INDEX search_word_triples ON search_searchword USING gist (word gist_trgm_ops (siglen = 64))",
]
DROP = [
    "DROP INDEX search_word_triples",
    "ALTER TABLE search_searchrow DROP COLUMN vector, DROP COLUMN title_vector",
    "DROP TEXT SEARCH CONFIGURATION search_words",
    "DROP TEXT SEARCH DICTIONARY search_stems",
]


def run(sql, values=()):
    """Rows of one statement; none when it gives none."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def lock():
    """One changes the index at a time, so that the numbers of words are right and nobody waits crosswise."""
    run("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def add(rows):
    """Writes the vectors of saved rows."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE search_searchrow SET title_vector = to_tsvector('simple', %s), vector = "
            "setweight(to_tsvector('search_words', %s), 'A') || setweight(to_tsvector('search_words', %s), 'B') || "
            "setweight(to_tsvector('search_words', %s), 'D') WHERE id = %s",
            [values_of(row) for row in rows],
        )


def values_of(row):
    title, summary, body = (fold(text) for text in (row.title, row.summary, row.body))
    return [title, title, summary, body, row.pk]


def remove(row):
    """Nothing to do: the vectors go with the row."""


def clear():
    """Nothing to do, as above."""


def add_words(words):
    """Nothing to do: the index of triples follows its table."""


def tidy():
    """Sorts in what waits beside the indexes: until then every search reads through it. The rest PostgreSQL does by itself."""
    for name in ("search_vector", "search_title_vector", "search_word_triples"):
        run("SELECT gin_clean_pending_list(%s::regclass)", [name])


def find(query, kind, topic, most, any_word=False):
    """(pk, kind, title, score, topics) of live rows, best first. With `any_word` one of the terms is enough.

    Words that are nearly everywhere only decide what is found; they do not rank it.
    """
    terms = query.rarest if any_word else query.terms
    match = joined(terms, " | " if any_word else " & ")
    rare = [term for term in terms if term in query.rare]
    where, values = conditions(kind, topic)
    if not rare:
        return common(terms, query.forms, where, values, most)
    ranks = " + ".join(["%s * ts_rank(%s, r.vector, to_tsquery('search_words', %s), 1)"] * len(rare))
    documents = 2 * max(term.rows for term in terms)
    weighed = [value for term in rare for value in (term.weight(documents), WEIGHTS, joined([term], ""))]
    return run(
        f"SELECT r.id, r.kind, r.title, {ranks} AS score, r.topics FROM search_searchrow r "
        f"WHERE r.vector @@ to_tsquery('search_words', %s) AND {where} ORDER BY score DESC, r.id LIMIT %s",
        [*weighed, match, *values, most],
    )


def common(terms, forms, where, values, most):
    """Words that are nearly everywhere: newest first, those with a fitting title before the others; no ranking of all."""
    in_title, anywhere = joined(terms, " & ", forms), joined(terms, " & ")
    found = {}
    for score, column, language, match, share in (
        (1.0, "title_vector", "simple", in_title, IN_TITLES),
        (0.0, "vector", "search_words", anywhere, 1.0),
    ):
        if len(found) < most:
            order = "r.id + 0" if expected(terms, share) < FEW else "r.id"  # the sum keeps PostgreSQL from walking
            rows = run(
                f"SELECT r.id, r.kind, r.title, r.topics FROM search_searchrow r WHERE r.{column} @@ to_tsquery(%s, %s) "
                f"AND {where} ORDER BY {order} DESC LIMIT %s",
                [language, match, *values, most],
            )
            for pk, of_kind, title, topics in rows:
                found.setdefault(pk, (pk, of_kind, title, score, topics))
    return list(found.values())[:most]


def expected(terms, share) -> float:
    """About how many rows hold all terms, were they spread by chance; `share` of the rows with a word have it there."""
    ((documents,),) = run("SELECT reltuples FROM pg_class WHERE oid = 'search_searchrow'::regclass")
    documents = max(documents, *(term.rows for term in terms), 1)
    return documents * prod(share * term.rows / documents for term in terms)


def find_titles(words, most):
    """Live rows whose title holds all words, the last one perhaps only begun: (pk, kind, title, 0)."""
    match = " & ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"])
    where, values = conditions("", "")
    return run(
        "SELECT r.id, r.kind, r.title, 0 FROM search_searchrow r "
        f"WHERE r.title_vector @@ to_tsquery('simple', %s) AND {where} ORDER BY r.id DESC LIMIT %s",
        [match, *values, most],
    )


def near(word, most):
    """Words of the index that share most letter triples with this one, with their number of rows."""
    return run(
        'SELECT word, "rows" FROM search_searchword WHERE word %% %s AND "rows" > 0 ORDER BY word <-> %s LIMIT %s',
        [word, word, most],
    )


def kin_of(words, stems, most):
    """(word, number of rows) of these words, then of those that begin with these stems, the most frequent first."""
    # Compared byte by byte, as the index of Django's LIKE is sorted; PostgreSQL would take the slow index of triples for LIKE.
    exact, begins = "(word ~>=~ %s AND word ~<=~ %s)", "(word ~>=~ %s AND word ~<~ %s)"
    kin = " OR ".join([exact] * len(words) + [begins] * len(stems))
    ranges = [value for word in words for value in (word, word)]
    ranges += [value for root in stems for value in (root, root + LAST_LETTER)]
    return run(
        f'SELECT word, "rows" FROM search_searchword WHERE ({kin}) AND "rows" > 0 '
        'ORDER BY (word = ANY(%s)) DESC, "rows" DESC LIMIT %s',
        [*ranges, words, most],
    )


def joined(terms, between, forms=None):
    """Terms in the language of to_tsquery; their words hold letters and digits only. `forms`: where words keep endings."""
    return between.join(f"({' | '.join(together(one, forms) for one in term.alternatives)})" for term in terms)


def together(words, forms=None):
    """Words that must all be there, each in one of its forms."""
    every = [[word] if forms is None else forms.get(word, [word]) for word in words]
    return "(" + " & ".join("(" + " | ".join(f"'{form}'" for form in some) + ")" for some in every) + ")"


def conditions(kind, topic):
    """SQL for visible rows of a kind and a topic, with its values."""
    now = timezone.now()
    sql, values = LIVE, [now, now]
    if kind:
        sql, values = sql + " AND r.kind = %s", [*values, kind]
    if topic:
        sql, values = sql + " AND r.topics LIKE %s", [*values, like(topic)]
    return sql, values
