"""What may be uploaded as a leaflet: a real PDF of bounded size without anything that runs, opens or hides files."""

import re
import zlib

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024  # all streams together; more is a bomb or a picture book
MOST_STREAMS = 5_000
CHUNK = 4096  # bytes given to zlib at a time: it copies what lies behind the end of a stream
MOST_GIVEN = 2 * MOST_BYTES + MOST_STREAMS * CHUNK  # streams of real files do not overlap
LONGEST_HEAD = 2000  # bytes of the description before a stream
MOST_SPELLED = 20_000  # names that hide letters behind numbers; real files have some hundreds
ACTIVE = (
    b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA", b"/SubmitForm", b"/ImportData", b"/GoToE",
    b"/Rendition",
)  # fmt: skip
# Three letters also turn up by chance among the bytes of pictures: these count with a value behind them only.
ACTIVE_WITH_VALUE = re.compile(rb"/(?:JS|EF)[\s\0]*(?:[(<%]|\d{1,10}[\s\0%])")
# In brackets it only says which page is shown first; pdfTeX says so in an object of its own. What runs is refused by name.
AT_OPENING = re.compile(rb"/OpenAction(?![A-Za-z0-9])(?![\s\0]*[\[\d])")
OBJECT = re.compile(rb"\d[\s\0]+\d+[\s\0]+obj")
SPELLED_NAME = re.compile(rb"/[A-Za-z0-9]{0,20}#[0-9A-Fa-f]{2}[A-Za-z0-9#]{0,60}")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"(?<!end)stream[\s\0]*")  # readers forgive other line ends than the two of the standard
FILTER = re.compile(rb"/Filter(?![A-Za-z0-9])[\s\0]*(\[[^\]]{0,200}\]|/[A-Za-z0-9]+)?")
PICTURES = {b"DCTDecode", b"DCT", b"JPXDecode", b"CCITTFaxDecode", b"CCF", b"JBIG2Decode"}  # nothing but pixels
PACKED = {b"FlateDecode", b"Fl"}  # what we can unpack
HIDDEN = "Part of this PDF is packed in a way we cannot look into. Please export it again as a plain document."
TOO_MUCH = "This PDF unpacks to far more than a leaflet needs. Please save it again."
TOO_MANY = "This PDF has far more parts than a leaflet needs. Please save it again."
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
    if not _is_a_pdf(data):
        raise ValidationError(NOT_A_PDF)
    _refuse_active(data)


def _is_a_pdf(data) -> bool:
    """Begins and ends like one, and has something in between."""
    whole = data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:]
    return whole and bool(OBJECT.search(data)) and (b"xref" in data or b"trailer" in data)


def _refuse_active(data):
    plain = _spelled_out(data)
    if b"/Encrypt" in plain:
        raise ValidationError("This PDF is locked with a password. Please save it without one.")
    _refuse_active_in(plain)
    _refuse_unknown_filters(plain)
    for part in _unpacked(data):
        _refuse_active_in(_spelled_out(part))


def _refuse_active_in(plain):
    named = any(name in plain and re.search(re.escape(name) + rb"(?![A-Za-z0-9])", plain) for name in ACTIVE)
    if named or ACTIVE_WITH_VALUE.search(plain):
        raise ValidationError(
            "This PDF holds a script, a form or another file. Please export it again as a plain document."
        )
    if AT_OPENING.search(plain):
        raise ValidationError(
            "This PDF does something by itself when it is opened. Please export it again as a plain document."
        )


def _spelled_out(data):
    """With the letters that a name may hide behind their numbers: “/J#61vaScript”."""
    if b"#" not in data:
        return data
    plain, names = SPELLED_NAME.subn(lambda name: ESCAPED.sub(_letter, name[0]), data, count=MOST_SPELLED)
    if names == MOST_SPELLED:
        raise ValidationError(HIDDEN)
    return plain


def _letter(found):
    return bytes([int(found[1], 16)])


def _refuse_unknown_filters(plain):
    """Once packed with zlib we can look; twice, in letters or with LZW we cannot."""
    for found in FILTER.finditer(plain):
        names = re.findall(rb"/([A-Za-z0-9]+)", found[1] or b"")
        if found[1] is None or sum(name in PACKED for name in names) > 1 or set(names) - PICTURES - PACKED:
            raise ValidationError(HIDDEN)


def _unpacked(data):
    """The streams of a PDF that zlib can read; names of active parts may hide in them."""
    whole, given, left = memoryview(data), 0, MOST_UNPACKED
    for number, found in enumerate(STREAM.finditer(data)):
        if number >= MOST_STREAMS or given > MOST_GIVEN:
            raise ValidationError(TOO_MANY)
        try:
            part, taken = _unpack(whole[found.end() :], left)
        except zlib.error:
            _refuse_broken(data, found)
            given += CHUNK
            continue
        given, left = given + taken, left - len(part)
        if left <= 0:
            raise ValidationError(TOO_MUCH)
        yield part


def _unpack(packed, most):
    """(What the stream says, at most so many bytes of it; how many bytes were read.) Never copies the rest of the file."""
    unpacker, parts, at = zlib.decompressobj(), [], 0
    while most > 0 and not unpacker.eof and at < len(packed):
        part = unpacker.decompress(packed[at : at + CHUNK], most)
        parts.append(part)
        most, at = most - len(part), at + CHUNK
    return b"".join(parts), at


def _refuse_broken(data, found):
    """A packed stream that zlib cannot read: a forgiving reader might. Streams that are not packed may stay."""
    begins = data[found.end() : found.end() + 9]
    if begins == b"endstream":
        return
    header = len(begins) > 1 and begins[0] & 0x8F == 8 and int.from_bytes(begins[:2]) % 31 == 0
    if header or re.search(rb"/Fl(?:ateDecode)?(?![A-Za-z0-9])", _head(data, found.start())):
        raise ValidationError(HIDDEN)


def _head(data, at):
    """The description before a stream."""
    before = data[max(0, at - LONGEST_HEAD) : at]
    return _spelled_out(before[max(0, before.rfind(b"obj")) :])
