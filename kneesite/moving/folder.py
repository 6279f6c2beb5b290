"""The folder with the old site's pictures. A picture that is not in it is told; nothing is fetched."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.files import File

from core.text import plain_text
from kneesite.moving.addresses import is_data, split, told
from kneesite.moving.pieces import LONGEST_NAME
from pictures.models import Picture, looks_like_a_file_name
from pictures.upload import clean_upload

LONGEST_ALT = 250
LONGEST_TITLE = 120
LONGEST_PATH = 4000  # characters; no file has a longer one


class InLibrary(NamedTuple):
    """A Picture by its number, with its description."""

    number: int
    alt: str


class Folder:
    """Gives pictures of the library for old addresses. In a dry run no file is written."""

    def __init__(self, report, attachments, path=None, dry=False):
        self.report, self.attachments, self.dry = report, attachments, dry
        self.path = Path(path).resolve() if path else None
        self.kept = {}  # {file: its InLibrary, or why it was refused}

    def picture(self, image, name):
        """What the library has for an old address; None (and a line in the report) when there is none."""
        self.attachments.show(image.src)
        path = self.file_of(image.src)
        if path is None:
            alt = f", described as “{image.alt[:LONGEST_NAME]}”" if image.alt else ""
            self.report.tell(name, f"picture missing: {told(image.src)}{alt}")
            self.report.miss(image.src)
            return None
        if path not in self.kept:
            self.kept[path] = self.keep(path, image, name)
        if isinstance(self.kept[path], str):
            self.report.tell(name, f"picture refused: {path.name}: {self.kept[path]}")
            return None
        return self.kept[path]

    def forget(self):
        """What was kept may have been taken back; it is looked for again."""
        self.kept.clear()

    def keep(self, path, image, name):
        """Puts a file into the library, unless an earlier run did."""
        try:
            with open(path, "rb") as file:
                clean = clean_upload(File(file))
        except (ValidationError, OSError) as refusal:
            return refusal.messages[0] if isinstance(refusal, ValidationError) else "it cannot be read"
        title = path.stem[:LONGEST_TITLE]
        if here := next((one for one in Picture.objects.filter(title=title) if holds(one, clean)), None):
            return InLibrary(here.pk, here.alt)
        if title != path.stem:
            self.report.tell(name, f"the name of a picture was cut after {LONGEST_TITLE} characters: {path.stem}")
        alt = self.alt_of(image, path.name, name) or self.alt_of_caption(image)
        picture = Picture(title=title, alt=alt, decorative=not alt)
        if self.dry:
            picture.file, picture.width, picture.height = path.name[:80], clean.width, clean.height
        else:
            picture.take(clean, path.name)
        picture.save()
        if not alt:
            self.report.tell(name, f"picture without a description: {path.name} was marked as decorative")
        return InLibrary(picture.pk, alt)

    def alt_of(self, image, file, name) -> str:
        """The description of a picture where it stands."""
        full = plain_text(image.alt)
        if full and looks_like_a_file_name(full):
            self.report.tell(
                name, f"the description “{full[:LONGEST_NAME]}” of {file} looks like a file name and was dropped"
            )
            return ""
        if len(full) > LONGEST_ALT:
            self.report.tell(
                name, f"the description of {file} was cut after {LONGEST_ALT} characters: {full[:LONGEST_NAME]}"
            )
        return full[:LONGEST_ALT]

    def alt_of_caption(self, image) -> str:
        words = plain_text(image.caption)[:LONGEST_ALT]
        return "" if looks_like_a_file_name(words) else words

    def file_of(self, src):
        """The file of an old address below the folder, in its old place or at the top, or None."""
        old = unquote(split(src).path).replace("\x00", "")
        if self.path is None or is_data(src) or len(old) > LONGEST_PATH:
            return None
        parts = [part for part in old.split("/") if part not in ("", ".", "..")]
        for at in range(len(parts)):
            try:
                path = self.path.joinpath(*parts[at:]).resolve()
                if path.is_relative_to(self.path) and path.is_file():
                    return path
            except (OSError, RuntimeError, ValueError):  # a name too long for a file, links in a circle, half a letter
                continue
        return None


def holds(picture, clean) -> bool:
    """Whether a picture of the library has exactly these bytes."""
    if (picture.width, picture.height) != (clean.width, clean.height):
        return False
    try:
        with picture.file.open("rb") as file:
            return file.read() == clean.data
    except OSError:
        return False
