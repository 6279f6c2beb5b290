"""Full text with SQLite's FTS5: two tables of words beside the rows, and one of letter triples for typing errors.

The tables hold no texts of their own (external content), so a row is taken out of them with the texts it was put in
with. There are no triggers: a later migration would rebuild the table and lose them.
"""
# ruff: noqa: S608 (statements are put together from names of ours; everything from outside is a parameter)

from django.db import connection
from django.utils import timezone

FULL = "search_fts"
TITLES = "search_titles"
TRIPLES = "search_triples"
LAST_LETTER = chr(0x10FFFF)  # sorts after every other
LIVE = "(r.goes_live_at IS NULL OR r.goes_live_at <= %s) AND (r.retires_at IS NULL OR r.retires_at > %s)"

CREATE = [
    f"CREATE VIRTUAL TABLE {FULL} USING fts5(title, summary, body, content='search_searchrow', content_rowid='id', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    f"CREATE VIRTUAL TABLE {TITLES} USING fts5(title, content='search_searchrow', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    f"CREATE VIRTUAL TABLE {TRIPLES} USING fts5(word, content='search_searchword', content_rowid='id', "
    "tokenize='trigram', detail='none')",
]
DROP = [f"DROP TABLE {name}" for name in (FULL, TITLES, TRIPLES)]


def run(sql, values=()):
    """Rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def lock():
    """Nothing to do: a write transaction of SQLite has the database for itself."""


def add(rows):
    """Puts the words of saved rows into the tables."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {FULL}(rowid, title, summary, body) VALUES (%s, %s, %s, %s)", [texts(row) for row in rows]
        )
        cursor.executemany(f"INSERT INTO {TITLES}(rowid, title) VALUES (%s, %s)", [[row.pk, row.title] for row in rows])


def remove(row):
    """Takes the words of a row out again; `row` still holds the texts it was added with."""
    run(f"INSERT INTO {FULL}({FULL}, rowid, title, summary, body) VALUES ('delete', %s, %s, %s, %s)", texts(row))
    run(f"INSERT INTO {TITLES}({TITLES}, rowid, title) VALUES ('delete', %s, %s)", [row.pk, row.title])


def texts(row):
    return [row.pk, row.title, row.summary, row.body]


def clear():
    """Empties the tables of words."""
    for name in (FULL, TITLES, TRIPLES):
        run(f"INSERT INTO {name}({name}) VALUES ('delete-all')")


def add_words(words):
    """Puts new words of the list of words into the table of triples."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TRIPLES}(rowid, word) SELECT id, word FROM search_searchword WHERE word = %s",
            [[word] for word in words],
        )


def tidy():
    """Wipes what removed texts left behind: FTS5 keeps deleted words until its parts are merged."""
    for name in (FULL, TITLES):
        run(f"INSERT INTO {name}({name}) VALUES ('optimize')")
    run(f"INSERT INTO {TRIPLES}({TRIPLES}) VALUES ('rebuild')")


def find(query, kind, topic, most, any_word=False):
    """(pk, kind, title, score, topics) of live rows, best first. With `any_word` one of the terms is enough.

    Ranking counts every row that holds a word, so words that are nearly everywhere only decide what is found.
    """
    terms = query.rarest if any_word else query.terms
    match = joined(terms, " OR " if any_word else " AND ")
    rare = [term for term in terms if term in query.rare]
    if not rare:
        return common(terms, query.forms, kind, topic, most)
    where, values = conditions(kind, topic)
    if len(rare) < len(terms):
        where = f"+{FULL}.rowid IN (SELECT rowid FROM {FULL} WHERE {FULL} MATCH %s) AND {where}"
        match, values = joined(rare, " AND "), [match, *values]
    return run(
        f"SELECT r.id, r.kind, r.title, -bm25({FULL}, 10.0, 4.0, 1.0) AS score, r.topics "
        f"FROM {FULL} JOIN search_searchrow r ON r.id = {FULL}.rowid "
        f"WHERE {FULL} MATCH %s AND {where} ORDER BY score DESC LIMIT %s",
        [match, *values, most],
    )


def common(terms, forms, kind, topic, most):
    """Words that are nearly everywhere: newest first, those with a fitting title before the others; no ranking of all."""
    where, values = conditions(kind, topic)
    found = {}
    for score, table, match in ((1.0, TITLES, joined(terms, " AND ", forms)), (0.0, FULL, joined(terms, " AND "))):
        if len(found) < most:
            rows = run(
                f"SELECT r.id, r.kind, r.title, r.topics FROM {table} JOIN search_searchrow r ON r.id = {table}.rowid "
                f"WHERE {table} MATCH %s AND {where} ORDER BY {table}.rowid DESC LIMIT %s",
                [match, *values, most],
            )
            for pk, of_kind, title, topics in rows:
                found.setdefault(pk, (pk, of_kind, title, score, topics))
    return list(found.values())[:most]


def find_titles(words, most):
    """Live rows whose title holds all words, the last one perhaps only begun: (pk, kind, title, 0)."""
    match = " AND ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
    where, values = conditions("", "")
    return run(
        f"SELECT r.id, r.kind, r.title, 0 FROM {TITLES} JOIN search_searchrow r ON r.id = {TITLES}.rowid "
        f"WHERE {TITLES} MATCH %s AND {where} ORDER BY {TITLES}.rowid DESC LIMIT %s",
        [match, *values, most],
    )


def near(word, most):
    """Words of the index that share most letter triples with this one, with their number of rows."""
    triples = [word[at : at + 3] for at in range(len(word) - 2)]
    if not triples:
        return []
    return run(
        f'SELECT w.word, w."rows" FROM {TRIPLES} JOIN search_searchword w ON w.id = {TRIPLES}.rowid '
        f'WHERE {TRIPLES} MATCH %s AND w."rows" > 0 ORDER BY bm25({TRIPLES}) LIMIT %s',
        [" OR ".join(f'"{triple}"' for triple in triples), most],
    )


def kin_of(words, stems, most):
    """(word, number of rows) of these words, then of those that begin with these stems, the most frequent first."""
    exact = f"word IN ({', '.join(['%s'] * len(words))})"
    kin = " OR ".join([exact, *["(word >= %s AND word < %s)"] * len(stems)])
    return run(
        f'SELECT word, "rows" FROM search_searchword WHERE ({kin}) AND "rows" > 0 '
        f'ORDER BY {exact} DESC, "rows" DESC LIMIT %s',
        [*words, *(value for root in stems for value in (root, root + LAST_LETTER)), *words, most],
    )


def joined(terms, between, forms=None):
    """Terms in the language of FTS5; their words hold letters and digits only. `forms`: where words are kept with endings."""
    return between.join(f"({' OR '.join(together(one, forms) for one in term.alternatives)})" for term in terms)


def together(words, forms=None):
    """Words that must all be there, each in one of its forms."""
    every = [[word] if forms is None else forms.get(word, [word]) for word in words]
    return "(" + " AND ".join("(" + " OR ".join(f'"{form}"' for form in some) + ")" for some in every) + ")"


def conditions(kind, topic):
    """SQL for visible rows of a kind and a topic, with its values."""
    now = timezone.now()
    sql, values = LIVE, [now, now]
    if kind:
        sql, values = sql + " AND r.kind = %s", [*values, kind]
    if topic:
        sql, values = sql + " AND r.topics LIKE %s ESCAPE '\\'", [*values, like(topic)]
    return sql, values


def like(topic):
    escaped = topic.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%|{escaped}|%"
