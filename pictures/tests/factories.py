"""Pictures for tests: tiny files, no renditions unless a test asks for them."""

import io
from functools import cache
from itertools import count

from django.core.files.base import ContentFile
from PIL import Image

from pictures.models import Picture
from pictures.renditions import make_renditions

_numbers = count(1)


def a_picture(alt="A knee at rest", *, size=(8, 5), renditions=False, **fields):
    """A picture of the library, by default 8 × 5 pixels. `renditions=True` makes them as the worker would."""
    number = next(_numbers)
    fields = {"title": f"Picture {number}", "width": size[0], "height": size[1], **fields}
    picture = Picture(alt=alt, **fields)
    picture.file.save(f"picture-{number}.png", ContentFile(png(size)), save=False)
    picture.save()
    if renditions:
        make_renditions(picture)
    return picture


@cache
def png(size, colour="#9cc5a1") -> bytes:
    """The bytes of a plain PNG file."""
    return image_file(Image.new("RGB", size, colour), "PNG")


def image_file(image, kind, **options) -> bytes:
    """A Pillow image as the bytes of a file, such as image_file(image, "JPEG", exif=...)."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
