"""What of an export has no place here, item by item: other kinds of content, custom fields, comments, pins."""

import re

from core.text import plain_text
from kneesite.moving import shared
from kneesite.moving.places import EARLIER_NAMES
from kneesite.moving.report import NO_TYPE

ENDS_IN_A_DIGEST = re.compile(r"_[0-9a-f]{16,}$")
OURS = {"_thumbnail_id", EARLIER_NAMES}


def tell_passed_over(item, report):
    """An item that is neither a post nor a page, or was thrown away there."""
    kind = item.type or NO_TYPE
    if kind in ("post", "page"):
        kind = f"{kind} with the status “{item.status}”"
    if kind == "attachment":  # which of them no text shows is known at the end
        return report.pass_over("attachment: a picture comes over where a text shows it")
    if kind == shared.KIND:
        return report.pass_over(f"{kind}: a shared block comes over where a text shows it")
    report.pass_over(kind)
    title = plain_text(item.title)[:200] or item.link[:200] or "without a title"
    return report.tell(f"Left out: {kind}", f"{title} ({item.id})")


def tell_left_out(item, name, report):
    """What belonged to an article there."""
    if item.comments:
        report.tell(name, f"{item.comments} comment{'' if item.comments == 1 else 's'} left out")
    for domain, term in item.other_terms:
        report.tell(name, f"its “{domain}” has no place here: {plain_text(term)}")
    for key, value in item.meta.items():
        if not key.startswith("_"):
            report.tell(name, f"the custom field “{key}” was dropped: {value[:1000]}")
        elif key not in OURS:
            report.pass_over("note of WordPress or of a plugin to itself")
            report.tell("Left out: notes of WordPress or of a plugin to itself", ENDS_IN_A_DIGEST.sub("_…", key))
    if item.is_sticky == "1":
        report.tell(name, "it was pinned to the top of lists; the newest stand first here")
    if item.parent not in ("", "0"):
        report.tell(name, f"it stood below the page {item.parent}; articles here stand side by side")
    if item.modified[:10] > item.date[:10]:
        report.tell(name, f"its last change is not kept, only its date: {item.modified[:10]}")
