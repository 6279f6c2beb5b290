"""What of HTML may be kept: one list for the prose editor, for imports and for every save."""

import re

import nh3
from django.db import models
from django_prose_editor.fields import ProseEditorField

TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "br", "sup", "sub", "blockquote"}
SCHEMES = {"http", "https", "mailto", "tel"}
LONGEST = 200_000  # characters; parsing is bounded before it starts

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Superscript": True,
    "Subscript": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "History": True,
}

_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href", "title"}, "*": set()},
    url_schemes=SCHEMES,
    link_rel=None,
    clean_content_tags={"script", "style"},
)

_MARK_INSIDE = re.compile(r'(<a href="#ref-\d{1,3}"[^<>]*>)<sup>(\d{1,3})</sup></a>')  # as the prose editor writes it


def clean_html(html: str) -> str:
    """Only what a text needs: paragraphs, headings, lists, links, emphasis. Everything else loses its tags.

    Characters beyond LONGEST are cut before parsing; NUL bytes vanish. The raised number of a reference has one form,
    <sup><a>1</a></sup>, so that a save in the editor is no change.
    """
    return _MARK_INSIDE.sub(r"<sup>\1\2</a></sup>", _cleaner.clean(html.replace("\x00", "")[:LONGEST]))


class RichTextField(ProseEditorField):
    """A text with headings, lists and links, edited with the prose editor and cleaned at every save."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", clean_html)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        for key in ("extensions", "config", "sanitize", "preset"):
            kwargs.pop(key, None)
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, instance, add):
        """The editor cleans on form validation only; imports and code pass here."""
        value = clean_html(models.TextField.pre_save(self, instance, add) or "")
        setattr(instance, self.attname, value)
        return value
