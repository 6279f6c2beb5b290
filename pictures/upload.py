"""What may be uploaded as a picture, and how it is made safe: opened within limits, turned upright, written anew."""

import io
import warnings
from typing import NamedTuple

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

MOST_PIXELS = 50_000_000
MOST_BYTES = 20 * 1024 * 1024
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
LONGEST_SIDE = 3200  # pixels kept of the original; no screen shows more
OPTIONS = {
    "JPEG": {"quality": 90, "optimize": True},
    "WEBP": {"quality": 90, "method": 4},
    "PNG": {"optimize": True},
}

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class CleanPicture(NamedTuple):
    """A picture that may be kept: its bytes, file ending and size in pixels."""

    data: bytes
    ending: str
    width: int
    height: int


def clean_upload(file) -> CleanPicture:
    """Opens an uploaded file and writes it anew: position, camera and everything else in EXIF is gone.

    Raises ValidationError with a sentence for anything that is not a JPEG, PNG or WebP of at most 50 megapixels
    and 20 MB. The size in pixels is read from the header before any pixel is unpacked.
    """
    if file.size > MOST_BYTES:
        raise ValidationError("This file is larger than 20 MB. Please make it smaller first.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _written_anew(file)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError("This picture has more than 50 megapixels. Please make it smaller first.") from None
    except Exception:  # whatever a hostile file does to the decoder, its owner gets a sentence
        raise ValidationError("This file is not a picture we can read. Please use a JPEG, PNG or WebP file.") from None


def _written_anew(file) -> CleanPicture:
    file.seek(0)
    with Image.open(file, formats=list(FORMATS)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        kind = "JPEG" if image.format == "MPO" else image.format  # many telephones put a second picture behind
        if kind == "JPEG":
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = in_plain_colours(ImageOps.exif_transpose(image))
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    upright.save(out, kind, **OPTIONS[kind])
    return CleanPicture(out.getvalue(), FORMATS[kind], upright.width, upright.height)


def in_plain_colours(image):
    """RGB, or RGBA where something shows through, with nothing of the file's own data left on it."""
    see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point([value // 256 for value in range(65536)], "L")
    plain = image.convert("RGBA" if see_through else "RGB")
    plain.info.clear()
    return plain
