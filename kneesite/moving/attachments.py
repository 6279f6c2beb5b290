"""The pictures of an export by number, in a temporary file: an export may hold more of them than memory."""

import re
import sqlite3
from urllib.parse import unquote

from kneesite.moving.addresses import split
from kneesite.moving.pieces import Image

SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")  # WordPress makes copies: knee-300x200.jpg


class Attachments:
    """Filled in a first reading, asked in the second."""

    def __init__(self):
        self.table = sqlite3.connect("")  # a temporary file, removed when it is closed
        self.table.execute(
            "CREATE TABLE attachment (id TEXT PRIMARY KEY, parent TEXT, url TEXT, alt TEXT, caption TEXT, file TEXT, "
            "shown INTEGER DEFAULT 0)"
        )
        self.table.execute("CREATE INDEX of_parent ON attachment (parent)")
        self.table.execute("CREATE INDEX of_file ON attachment (file)")

    def add(self, item, parent):
        """Remembers an item of the type attachment; False when its number is taken."""
        alt = item.meta.get("_wp_attachment_image_alt", "")
        url = item.attachment_url
        row = (item.id or None, parent, url, alt, item.excerpt, file_of(url))
        sql = "INSERT OR IGNORE INTO attachment (id, parent, url, alt, caption, file) VALUES (?, ?, ?, ?, ?, ?)"
        return self.table.execute(sql, row).rowcount == 1

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

    def show(self, url):
        """A text shows this picture, in whatever size."""
        self.table.execute("UPDATE attachment SET shown = 1 WHERE file = ? AND NOT shown", [file_of(url)])

    def never_shown(self):
        """The addresses of files that no text shows."""
        return (url for (url,) in self.table.execute("SELECT url FROM attachment WHERE NOT shown ORDER BY rowid"))


def file_of(url) -> str:
    """What all sizes of a picture have in common."""
    return SIZE.sub("", unquote(split(url).path or url)).lower().encode(errors="replace").decode()
