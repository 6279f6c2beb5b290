"""What an import has met already, in a temporary file: an export may name more things than memory holds."""

import sqlite3


class Seen:
    """Remembers a value for a kind and a key."""

    def __init__(self):
        self.table = sqlite3.connect("")  # a temporary file, removed when it is closed
        self.table.execute("CREATE TABLE seen (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID")

    def before(self, kind, key, value=""):
        """The value that came first, or None when it is this one."""
        found = self.get(kind, key)
        if found is None:
            self.table.execute("INSERT INTO seen VALUES (?, ?, ?)", (kind, safe(key), safe(value)))
        return found

    def keep(self):
        """What was met so far stays remembered."""
        self.table.commit()

    def forget(self):
        """What was met since then is not here after all."""
        self.table.rollback()

    def get(self, kind, key):
        """The value, or None."""
        row = self.table.execute("SELECT value FROM seen WHERE kind = ? AND key = ?", (kind, safe(key))).fetchone()
        return row and row[0]


def safe(text):
    """Half a letter of an old file cannot be written down; it becomes a question mark."""
    return text.encode(errors="replace").decode()
