"""Blocks that several texts share: an export holds each once, as an item of its own, and the texts only its number."""

import re
import sqlite3

from kneesite.moving.seen import safe
from kneesite.moving.wxr import LONGEST

KIND = "wp_block"
PLACE = re.compile(r'<!--\s+wp:block\s+\{[^{}<>]{0,200}?"ref":\s?(\d{1,18})[^<>]{0,500}?/-->')
DEEPEST = 3  # shared blocks inside each other; an export may let them stand in a circle


class SharedBlocks:
    """Filled in a first reading, in a temporary file; asked in the second."""

    def __init__(self):
        self.table = sqlite3.connect("")  # a temporary file, removed when it is closed
        self.table.execute(
            "CREATE TABLE block (id TEXT PRIMARY KEY, title TEXT, content TEXT, shown INTEGER DEFAULT 0)"
        )

    def add(self, item):
        row = (safe(item.id), safe(item.title), safe(item.content))
        self.table.execute("INSERT OR IGNORE INTO block (id, title, content) VALUES (?, ?, ?)", row)

    def put_in(self, content) -> str:
        """A text with what the blocks hold in their places. One that would make it longer than LONGEST stays out."""
        for _ in range(DEEPEST):
            room = LONGEST - len(content)

            def held(place):
                nonlocal room
                found = self.content(place[1])
                if found is None or len(found) > room:
                    return place[0]
                room -= len(found)
                return found

            filled = PLACE.sub(held, content)
            if filled == content:
                break
            content = filled
        return content

    def content(self, number):
        """What a block holds, or None; it is shown from now on."""
        row = self.table.execute("SELECT content FROM block WHERE id = ?", [number]).fetchone()
        if row:
            self.table.execute("UPDATE block SET shown = 1 WHERE id = ?", [number])
        return row and row[0]

    def never_shown(self):
        """(title, number) of those that no text shows."""
        return self.table.execute("SELECT title, id FROM block WHERE NOT shown ORDER BY rowid")
