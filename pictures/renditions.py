"""Renditions: each picture at fixed widths as AVIF, WebP and JPEG, made once. The worker makes what is missing."""

import hashlib
import io
import logging

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from PIL import Image

from core.changes import announce

log = logging.getLogger(__name__)
_cannot = set()  # pictures this process could not make renditions of
WIDTHS = (320, 640, 960, 1440)  # pixels
FORMATS = {
    "avif": ("AVIF", {"quality": 60, "speed": 8}),
    "webp": ("WEBP", {"quality": 78, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
}
BATCH = 5  # pictures a run


class Rendition(models.Model):
    """One picture at one width in one format. It belongs to the picture and goes with it."""

    picture = models.ForeignKey("pictures.Picture", models.CASCADE, related_name="renditions")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    format = models.CharField(max_length=4, choices=[(key, key) for key in FORMATS])
    file = models.FileField(max_length=200)

    class Meta:
        ordering = ["width"]
        constraints = [
            models.UniqueConstraint(fields=["picture", "width", "format"], name="one_rendition_per_width_and_format")
        ]

    def __str__(self):
        return f"{self.width} px, {self.format}"


def make_renditions(picture):
    """Makes every rendition of a picture that does not exist yet. Safe to repeat and to kill."""
    done = {(one.width, one.format) for one in picture.renditions.all()}
    with picture.file.open("rb") as file, Image.open(file) as image:
        image.load()
        for width in widths_for(image.width):
            missing = [key for key in FORMATS if (width, key) not in done]
            if missing:
                _make(picture, image, width, missing)
    type(picture).objects.filter(pk=picture.pk).update(renditions_made_at=timezone.now())
    announce(picture)


def widths_for(width) -> list[int]:
    """The fixed widths up to the picture's own; a small picture gets one at its own width."""
    return [one for one in WIDTHS if one <= width] or [width]


def make_missing():
    """The worker's job: the renditions of a few pictures that have none yet."""
    waiting = Rendition.picture.field.remote_field.model.objects.filter(renditions_made_at=None)
    for picture in waiting.exclude(pk__in=_cannot).order_by("pk")[:BATCH]:
        try:
            make_renditions(picture)
        except Exception as error:  # a lost file, a full disk: the others have their turn, this one after a restart
            log.warning("Picture %s has no renditions: %s", picture.pk, type(error).__name__)
            _cannot.add(picture.pk)


def forget_renditions(picture):
    """Removes rows at once and files after the commit, for a replaced picture."""
    for rendition in picture.renditions.all():
        remove_after_commit(rendition.file)
    picture.renditions.all().delete()


def remove_after_commit(file):
    """Removes a stored file when it is sure that no row names it any more."""
    storage, name = file.storage, file.name
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)


def _make(picture, image, width, formats):
    height = max(1, round(image.height * width / image.width))
    small = image.resize((width, height), Image.Resampling.LANCZOS) if width != image.width else image
    for key in formats:
        kind, options = FORMATS[key]
        out = io.BytesIO()
        _for_format(small, kind).save(out, kind, **options)
        data = out.getvalue()
        mark = hashlib.sha256(data).hexdigest()[:8]  # a replaced picture has new addresses: browsers may keep the old
        name = default_storage.save(f"renditions/{picture.pk}-{width}-{mark}.{key}", ContentFile(data))
        Rendition.objects.bulk_create(
            [Rendition(picture=picture, width=width, height=height, format=key, file=name)], ignore_conflicts=True
        )


def _for_format(image, kind):
    """JPEG knows no transparency: it gets the white of the page."""
    if kind != "JPEG" or image.mode == "RGB":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A") if "A" in image.getbands() else None)
    return ground
