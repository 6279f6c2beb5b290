"""Writer: Markdown files with front matter below a folder, and the pictures beside them."""

import json
import re
import shutil
from pathlib import Path

from django.core.files.storage import default_storage

from kneesite.moving.markdown import plain

# JSON is YAML but for signs that YAML takes for ends of lines or refuses.
NOT_PLAIN_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Writer:
    """Writes files below a folder; each picture once."""

    def __init__(self, folder):
        self.folder, self.written, self.pictures, self.missing = Path(folder), 0, {}, 0

    def write(self, kind, slug, front, *parts):
        """One file: front matter in JSON, which is YAML too, then the parts of the text that are not empty."""
        path = self.folder / kind / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{name}: {in_yaml(value)}" for name, value in front.items() if value not in (None, "", [])]
        body = "\n\n".join(part.strip() for part in parts if part.strip())
        path.write_text("\n".join(["---", *lines, "---", "", body, ""]), encoding="utf-8")
        self.written += 1

    def picture(self, picture) -> str:
        """The path of a picture's copy, relative to the folder; "" without a picture or its file."""
        if picture is None:
            return ""
        if picture.pk not in self.pictures:
            self.pictures[picture.pk] = self.copied(picture.file, "pictures", picture.pk)
        return self.pictures[picture.pk]

    def copied(self, file, kind, number) -> str:
        """The path of a file's copy in the folder of its kind, under another name where its own is taken; "" of a lost one."""
        if not file or not default_storage.exists(file.name):
            self.missing += bool(file)
            return ""
        target = self.folder / kind / Path(file.name).name
        if target.exists():
            target = target.with_name(f"{number}-{target.name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        with file.open("rb") as source, open(target, "wb") as copy:
            shutil.copyfileobj(source, copy)
        return f"{kind}/{target.name}"

    def with_picture(self, picture, name="picture") -> dict:
        """The front matter of a picture: its copy, its description, and whom to thank for it."""
        if picture is None:
            return {}
        return {
            name: self.picture(picture),
            f"{name}_description": picture.alt,
            f"{name}_credit": picture.credit,
            f"{name}_licence": picture.licence,
        }

    def image(self, picture, alt, caption="") -> str:
        """A picture between paragraphs; its words alone when its file is lost."""
        path = self.picture(picture)
        parts = [f"![{plain(alt)}](../{path})" if path else plain(alt), f"*{plain(caption)}*" if caption else ""]
        return "\n\n".join(part for part in parts if part)


def in_yaml(value) -> str:
    """A value on one line, with dates as ISO writes them."""
    text = json.dumps(value, ensure_ascii=False, default=lambda date: date.isoformat())
    return NOT_PLAIN_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def bullets(lines) -> str:
    return "\n".join(f"- {plain(line)}" for line in lines)


def numbered(lines) -> str:
    return "\n".join(f"{number}. {plain(line)}" for number, line in enumerate(lines, 1))


def sources(lines) -> str:
    """Where something comes from, numbered, each with the mark that the small numbers in the text lead to."""
    return "\n".join(f'{number}. <a id="ref-{number}"></a>{plain(line)}' for number, line in enumerate(lines, 1))


def section(heading, text, level=2) -> str:
    """A heading with its text; "" without a text."""
    return f"{'#' * level} {plain(heading)}\n\n{text}" if text.strip() else ""
