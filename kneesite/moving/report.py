"""What an import did: every element that was changed or dropped and why, in the order in which it was met.

What is told about items lies in a temporary file: of a large export it may be more than memory.
"""

import sqlite3
from collections import Counter


class Report:
    """Collects, then speaks. One line a fact, so that two reports can be compared."""

    def __init__(self):
        self.kept, self.passed = Counter(), Counter()
        self.repeated, self.broken = 0, ""
        self.file = sqlite3.connect("")  # a temporary file, removed when it is closed
        self.file.execute("CREATE TABLE told (name TEXT, sentence TEXT, UNIQUE (name, sentence))")
        self.file.execute("CREATE TABLE missing (address TEXT PRIMARY KEY)")

    def tell(self, name, sentence):
        """Something about one item."""
        self.file.execute("INSERT OR IGNORE INTO told VALUES (?, ?)", (written(name), written(sentence)))

    def miss(self, address):
        """A picture that is not in the folder."""
        self.file.execute("INSERT OR IGNORE INTO missing VALUES (?)", (written(address),))

    def passed_over(self, kind):
        """An item of a kind that has no place here."""
        self.passed[kind] += 1

    def lines(self):
        """The report, line by line."""
        yield "Moved in"
        for kind in ("post", "page", "author", "topic"):
            yield f"  {self.kept[kind]} {kind}{'' if self.kept[kind] == 1 else 's'}"
        if self.repeated:
            yield f"  {self.repeated} were here already and were left as they are"
        if self.passed:
            yield "Left out, because they have no place here"
            yield from (f"  {number} × {kind}" for kind, number in sorted(self.passed.items()))
        ((missing,),) = self.file.execute("SELECT count(*) FROM missing")
        if missing:
            yield f"Pictures that were not in the folder: {missing}"
        last = None
        for name, sentence in self.file.execute(
            "SELECT name, sentence FROM told JOIN (SELECT name, min(rowid) AS first FROM told GROUP BY name) "
            "USING (name) ORDER BY first, told.rowid"
        ):
            if last is None:
                yield "Changed or dropped"
            if name != last:
                yield f"  {name}"
            yield f"    {sentence}"
            last = name
        if self.broken:
            yield f"Stopped: {self.broken} What stood before it is here; mend the file and run this again."


def written(text):
    """Half a letter of an old file cannot be written down; it becomes a question mark."""
    return text.encode(errors="replace").decode()
