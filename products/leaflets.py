"""What may be uploaded as a leaflet: a real PDF of bounded size without anything that runs, opens or hides files."""

import re
import zlib

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024  # all streams together; more is a bomb or a picture book
ACTIVE = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA", b"/SubmitForm", b"/ImportData")
STREAM = re.compile(rb"stream\r?\n")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
NOT_A_PDF = "This file is not a PDF we can read. Please export the leaflet as a PDF once more."


def leaflet_path(product, name):
    """Where a leaflet lies; the storage adds letters when the name is taken."""
    return f"leaflets/{product.slug[:80] or 'leaflet'}.pdf"


def clean_leaflet(file):
    """Raises ValidationError with a sentence unless the upload is a harmless PDF of at most 10 MB.

    A file that is kept already was checked when it came, and may lie far away: it is not opened again.
    """
    upload = getattr(file, "_file", file)
    if not isinstance(upload, UploadedFile):
        return
    if upload.size > MOST_BYTES:
        raise ValidationError("This leaflet is larger than 10 MB. Please save it with smaller pictures.")
    upload.seek(0)
    data = upload.read(MOST_BYTES)
    upload.seek(0)
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-2048:]:
        raise ValidationError(NOT_A_PDF)
    _refuse_active(data)


def _refuse_active(data):
    if b"/Encrypt" in _spelled_out(data):
        raise ValidationError("This PDF is locked with a password. Please save it without one.")
    for part in (data, *_unpacked(data)):
        plain = _spelled_out(part)
        if any(re.search(re.escape(name) + rb"(?![A-Za-z0-9])", plain) for name in ACTIVE):
            raise ValidationError(
                "This PDF holds a script, a form or another file. Please export it again as a plain document."
            )


def _spelled_out(data):
    """With the letters that a name may hide behind their numbers: “/J#61vaScript”."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)


def _unpacked(data):
    """The streams of a PDF that zlib can read; names of active parts may hide in them."""
    left = MOST_UNPACKED
    for found in STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            part = unpacker.decompress(data[found.end() :], left)
        except zlib.error:
            continue
        left -= len(part)
        if left <= 0:
            raise ValidationError("This PDF unpacks to far more than a leaflet needs. Please save it again.")
        yield part
