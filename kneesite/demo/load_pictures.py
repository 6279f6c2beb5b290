"""Writes the demo's pictures into the library. Renditions are the worker's job."""

from django.core.files.base import ContentFile
from PIL import Image

from kneesite.demo import files
from pictures.models import Picture


def load() -> dict:
    """The pictures of the demo by their key."""
    there = {picture.title: picture for picture in Picture.objects.all()}
    return {row["key"]: there.get(row["title"]) or made(row) for row in files.read("pictures")}


def made(row) -> Picture:
    """Our own files are known to be clean: they are kept as they are, which spares seconds."""
    path = files.PICTURES / row["file"]
    with Image.open(path) as image:
        width, height = image.size
    words = {key: row[key] for key in ("title", "alt", "decorative", "credit", "licence")}
    picture = Picture(**words, width=width, height=height)
    picture.file.save(row["file"], ContentFile(path.read_bytes()), save=False)
    picture.save()
    return picture
