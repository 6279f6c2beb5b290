"""Footnotes of the block editor become references: an export keeps their words beside the text that points at them."""

import json
import re
from dataclasses import dataclass
from html import unescape

from articles.models import Reference
from core.text import plain_text
from kneesite.moving.addresses import split
from kneesite.moving.seen import safe

FIELD = "footnotes"
MOST = 200  # of one text
LONGEST_TITLE = 300
POINTS_AT = re.compile(r'href="#([\w-]{1,100})"')
ADDRESS = re.compile(r'https?://[^\s"<>]{1,500}')


@dataclass
class Footnotes:
    """Those of one item, in their order. `places` are what a text may point at here."""

    notes: list  # (its mark in the text, its HTML)

    @property
    def places(self) -> set:
        return {f"#ref-{number}" for number, _ in enumerate(self.notes, 1)}

    def pointed_at(self, content) -> str:
        """The content with its links to footnotes as links to references."""
        numbers = {mark: number for number, (mark, _) in enumerate(self.notes, 1)}
        return POINTS_AT.sub(
            lambda found: f'href="#ref-{numbers[found[1]]}"' if found[1] in numbers else found[0], content
        )

    def keep(self, draft, name, report):
        """One reference each; an editor has to complete them."""
        Reference.objects.bulk_create(
            Reference(revision=draft, ordering=number, title=title_of(html), url=address_in(html))
            for number, (_, html) in enumerate(self.notes, 1)
        )
        if self.notes:
            report.tell(name, f"its footnotes became references without publisher, year and check: {len(self.notes)}")
        for _, html in self.notes:
            if len(words := plain_text(html)) > LONGEST_TITLE:
                report.tell(name, f"a footnote was cut after {LONGEST_TITLE} characters: {words}")


def footnotes_of(item) -> Footnotes:
    """None where the field holds something else; then it is told as any custom field."""
    try:
        found = json.loads(item.meta.get(FIELD, "") or "[]")
        notes = [(note["id"], note["content"]) for note in found]
        fits = len(notes) <= MOST and all(isinstance(part, str) for note in notes for part in note)
    except (ValueError, TypeError, KeyError, RecursionError):
        fits = False
    if not fits:
        return Footnotes([])
    item.meta.pop(FIELD, None)
    clean = ((mark, safe(html.replace("\x00", ""))) for mark, html in notes)
    return Footnotes([(mark, html) for mark, html in clean if plain_text(html)])


def title_of(html) -> str:
    """Without the address that the reference carries beside it, where words are left."""
    words = plain_text(html)
    return (ADDRESS.sub("", words).strip(" .:,()") or words)[:LONGEST_TITLE]


def address_in(html) -> str:
    found = ADDRESS.search(html)
    address = unescape(found[0]).rstrip(".,;)") if found else ""
    return address if split(address).hostname else ""
