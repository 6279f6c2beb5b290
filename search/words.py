"""SearchWord: every word of the index with the number of rows that hold it, for typing errors and rarity."""

from collections import Counter

from django.db import connection, models

from search.engine import engine
from search.folding import stem

AT_ONCE = 900  # values in one statement
MOST_STEMS, MOST_KIN = 60, 400  # of a query, looked up at once


class SearchWord(models.Model):
    """A word as folded, not stemmed."""

    word = models.CharField(max_length=40, unique=True)
    rows = models.IntegerField(default=0)

    def __str__(self):
        return self.word


def rows_of(words) -> dict[str, int]:
    """{word: number of rows that hold it}; words of no row are left out."""
    return dict(SearchWord.objects.filter(word__in=words, rows__gt=0).values_list("word", "rows"))


def kin_of(words) -> dict[str, int]:
    """{word: number of rows} of these words, then of those that begin with their stems, the most frequent first."""
    words = sorted(words)[:MOST_STEMS]
    stems = [root for word in words if len(root := stem(word)) > 2]
    return dict(engine().kin_of(words, stems, MOST_KIN)) if words else {}


def count_words(changes: Counter) -> list[str]:
    """Adds (or, below zero, takes away) rows of words; gives the words that are new to the list."""
    changed = sorted((word, number) for word, number in changes.items() if number)
    if not changed:
        return []
    known = set()
    for at in range(0, len(changed), AT_ONCE):
        words = [word for word, _ in changed[at : at + AT_ONCE]]
        known.update(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
    with connection.cursor() as cursor:
        cursor.executemany(
            'INSERT INTO search_searchword (word, "rows") VALUES (%s, %s) '
            'ON CONFLICT (word) DO UPDATE SET "rows" = search_searchword."rows" + excluded."rows"',
            changed,
        )
    return [word for word, _ in changed if word not in known]


def forget_unused():
    """Removes words that no row holds any more."""
    SearchWord.objects.filter(rows__lte=0).delete()
