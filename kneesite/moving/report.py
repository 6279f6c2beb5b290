"""What an import did: every element that was changed or dropped and why, in the order in which it was met.

What is told about items lies in a file, for of a large export it may be more than memory: a temporary one, or one that
the next run goes on with when this one is killed.
"""

import sqlite3
from collections import Counter
from pathlib import Path

from kneesite.moving.seen import safe

NO_TYPE = "something without a type"


class Report:
    """Collects, then speaks. One line a fact, so that two reports can be compared."""

    def __init__(self, notes=None):
        self.kept, self.passed = Counter(), Counter()
        self.repeated, self.failed, self.broken = 0, 0, ""
        self.notes = Path(notes) if notes else None
        self.resumed = bool(self.notes and self.notes.exists())
        self.file = sqlite3.connect(str(notes or ""))  # "" is a temporary file, removed when it is closed
        self.file.execute("PRAGMA synchronous=OFF")  # a killed process loses nothing that was committed
        self.file.execute("CREATE TABLE IF NOT EXISTS told (name TEXT, sentence TEXT, UNIQUE (name, sentence))")
        self.file.execute("CREATE TABLE IF NOT EXISTS missing (address TEXT PRIMARY KEY)")
        self.file.execute("SELECT name, sentence FROM told LIMIT 1")

    def tell(self, name, sentence):
        """Something about one item."""
        self.file.execute("INSERT OR IGNORE INTO told VALUES (?, ?)", (safe(name), in_one_line(sentence)))

    def miss(self, address):
        """A picture that is not in the folder."""
        self.file.execute("INSERT OR IGNORE INTO missing VALUES (?)", (safe(address),))

    def keep(self):
        """What was told so far outlives a kill."""
        self.file.commit()

    def counted(self):
        """What was counted so far."""
        return Counter(self.kept), Counter(self.passed), self.repeated

    def fail(self, name, kind, counted):
        """An item was taken back: what was told and counted since the last `keep` is not true. Only the kind of fault
        is told, for its words may hold anything."""
        self.file.rollback()
        self.kept, self.passed, self.repeated = counted
        self.failed += 1
        self.tell(name, f"could not be brought over: {kind}; everything else came over")
        self.keep()

    def pass_over(self, kind):
        """Something of a kind that has no place here."""
        self.passed[kind] += 1

    def close(self):
        """Everything was said; the next run begins with an empty one."""
        self.file.close()
        if self.notes:
            self.notes.unlink()

    def leave(self):
        """Nothing was done: what a killed run noted waits for the next one."""
        self.file.close()
        if self.notes and not self.resumed:
            self.notes.unlink()

    @property
    def met_only_a_feed(self) -> bool:
        """There were items, and not one of them says what it is."""
        return set(self.passed) == {NO_TYPE} and not self.kept.total() and not self.repeated

    def lines(self):
        """The report, line by line."""
        yield "Moved in"
        for kind in ("post", "page", "author", "topic"):
            yield f"  {self.kept[kind]} {kind}{'' if self.kept[kind] == 1 else 's'}"
        if self.repeated:
            yield f"  {self.repeated} were here already and were left as they are"
            yield f"  What was changed in those {'stands below too' if self.resumed else 'stood in the report of that run'}"
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
        if self.failed:
            yield f"Could not be brought over: {self.told_failed()}. Each stands above with the kind of its fault."
        if self.broken:
            yield f"Stopped: {self.broken} What stood before it is told above; mend the file and run this again."

    def told_failed(self) -> str:
        return f"{self.failed} item{'' if self.failed == 1 else 's'}"


def in_one_line(text) -> str:
    return safe(" ".join(text.split()))
