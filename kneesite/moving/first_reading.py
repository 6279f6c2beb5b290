"""What a first reading of an export remembers: pictures and shared blocks by their numbers, tags by their posts."""

from kneesite.moving import shared
from kneesite.moving.addresses import told
from kneesite.moving.attachments import Attachments
from kneesite.moving.tags import Tags

KEPT = {"publish", "future", "draft", "pending", "private"}


class FirstReading:
    """Takes every item once, before any is kept. `tags_from`: posts from which on a tag is a topic."""

    def __init__(self, tags_from):
        self.attachments, self.tags, self.shared = Attachments(), Tags(tags_from), shared.SharedBlocks()

    def take(self, item, report):
        if is_kept(item):
            self.tags.count(item.terms)
        elif item.type == shared.KIND:
            self.shared.add(item)
        elif item.type == "attachment" and not self.attachments.add(item, item.parent):
            address = told(item.attachment_url)
            report.tell("Files with the number of another one, left out", f"{item.id}: {address}")


def is_kept(item) -> bool:
    """Posts and pages become articles, unless they were thrown away there."""
    return item.type in ("post", "page") and item.status in KEPT
