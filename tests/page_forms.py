"""Reads the forms of a page as a browser would, for tests that send something. No tests here."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class PageForm:
    """A form with the values a browser would send when nothing was typed. `names`: everything that can be filled in."""

    method: str
    action: str
    values: dict = field(default_factory=dict)
    names: list = field(default_factory=list)
    options: dict = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.form, self.select, self.area = [], None, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.form = PageForm(attrs.get("method", "get").lower(), attrs.get("action", ""))
            self.forms.append(self.form)
        if self.form is None or not (attrs.get("name") or tag == "option"):
            return
        name, value = attrs.get("name"), attrs.get("value", "")
        if tag == "input":
            self._input(name, value, attrs)
        elif tag == "button":
            self.form.options.setdefault(name, []).append(value)
        elif tag == "select":
            self.select = name
            self._named(name)
        elif tag == "textarea":
            self.area = name
            self._named(name)
            self.form.values[name] = ""
        elif tag == "option" and self.select:
            self.form.options.setdefault(self.select, []).append(value)
            if "selected" in attrs:
                self.form.values[self.select] = value

    def _input(self, name, value, attrs):
        kind = attrs.get("type", "text")
        self._named(name)
        if kind in ("radio", "checkbox"):
            self.form.options.setdefault(name, []).append(value or "on")
            if "checked" not in attrs:
                return
        self.form.values[name] = value

    def _named(self, name):
        if name not in self.form.names:
            self.form.names.append(name)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.form is not None and self.area:
            self.form.values[self.area] += data


def forms_of(response) -> list[PageForm]:
    """Every form of a page."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader.forms
