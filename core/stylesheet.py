"""Joins the six style sheets of the design into css/site.css, the one file a page asks for. No rules of its own."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

ADDRESS = "css/site.css"
PARTS = ("tokens", "base", "layout", "components", "forms", "print")  # tokens.css names the order of the layers
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class JoinedStylesheetFinder(BaseFinder):
    """Offers css/site.css to runserver and collectstatic as if it lay in static/, so `url(../fonts/…)` stays right."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "joined")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        """The joined file on disk when `path` is its address, else nothing."""
        if path != ADDRESS:
            return []
        found = str(write_joined(settings.BASE_DIR / "static" / "css", self.storage.path(ADDRESS)))
        return [found] if find_all else found

    def list(self, ignore_patterns):
        """The one file for collectstatic, joined afresh."""
        self.find(ADDRESS)
        yield ADDRESS, self.storage


def joined(folder) -> str:
    """The text of all parts in their order, without comments and indentation (our strings hold neither)."""
    text = "\n".join((folder / f"{part}.css").read_text() for part in PARTS)
    lines = (line.strip() for line in COMMENT.sub("", text).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def write_joined(folder, target):
    """Writes the joined text to `target` when it differs from what is there; readers never see half a file."""
    target = Path(target)
    text = joined(folder)
    if target.exists() and target.read_text() == text:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.new")
    draft.write_text(text)
    draft.replace(target)
    return target
