"""The pictures of an export by number, in a temporary file: an export may hold more of them than memory."""

import sqlite3

from kneesite.moving.content import Image


class Attachments:
    """Filled in a first reading, asked in the second."""

    def __init__(self):
        self.table = sqlite3.connect("")  # a temporary file, removed when it is closed
        self.table.execute(
            "CREATE TABLE attachment (id TEXT PRIMARY KEY, parent TEXT, url TEXT, alt TEXT, caption TEXT)"
        )
        self.table.execute("CREATE INDEX of_parent ON attachment (parent)")

    def add(self, item, parent):
        """Remembers an item of the type attachment."""
        alt = item.meta.get("_wp_attachment_image_alt", "")
        row = (item.id or None, parent, item.attachment_url, alt, item.excerpt)
        self.table.execute("INSERT OR REPLACE INTO attachment VALUES (?, ?, ?, ?, ?)", row)

    def image(self, number):
        """The picture with a number, or None."""
        row = self.table.execute("SELECT url, alt, caption FROM attachment WHERE id = ?", [number]).fetchone()
        return Image(*row) if row else None

    def of_gallery(self, post, numbers):
        """The pictures with these numbers, or all of a post."""
        if numbers:
            return [image for image in map(self.image, numbers) if image]
        rows = self.table.execute("SELECT url, alt, caption FROM attachment WHERE parent = ? ORDER BY id", [post])
        return [Image(*row) for row in rows]
