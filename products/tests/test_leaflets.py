"""What may be a leaflet and what may not."""

import base64
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from products import leaflets
from products.leaflets import MOST_BYTES, MOST_STREAMS, clean_leaflet

GOOD = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n"
SCRIPT = b"<</S /X /JS (app.alert(1))>>"


def an_upload(data):
    """A file as a browser sends it."""
    return SimpleUploadedFile("leaflet.pdf", data, "application/pdf")


def stream(data, end=b"\n", filters=b"/FlateDecode"):
    """A packed stream of a PDF."""
    return packed(zlib.compress(data), end, filters)


def packed(raw, end=b"\n", filters=b"/FlateDecode"):
    """A stream of a PDF with these bytes."""
    return b"2 0 obj <</Filter " + filters + b">>\nstream" + end + raw + b"\nendstream\n"


def with_part(part):
    """A good PDF with something more in it."""
    return GOOD.replace(b"trailer", part + b"trailer")


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        with_part(stream(b"BT (A leaflet) Tj ET")),
        with_part(stream(b"BT (A leaflet) Tj ET", filters=b"[/FlateDecode]") * 900),
        with_part(stream(b"\xff\xd8 a picture", filters=b"[/FlateDecode /DCTDecode]")),
        with_part(packed(b"\xff\xd8 a picture that spells /JS\x01 and /EF\x9c", filters=b"/DCTDecode")),
        with_part(packed(b"")),
        with_part(b"3 0 obj <</OpenAction [1 0 R /XYZ null null 0]>>"),  # so does LibreOffice
        with_part(b"3 0 obj <</OpenAction 4 0 R>>"),  # so does pdfTeX
        with_part(b"(go with the stream of /A#20Name)"),
        GOOD.replace(b"1 0", b"/JSON 1 0"),
    ],
)
def test_a_plain_pdf_is_taken(data):
    assert clean_leaflet(an_upload(data)) is None


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not a PDF"),
        (b"%PDF-1.7 and no end", "not a PDF"),
        (b"MZ" + GOOD, "not a PDF"),
        (GOOD.replace(b"1 0", b"/OpenAction <</S /JavaScript /JS (app.alert(1))>> 1 0"), "script"),
        (GOOD.replace(b"1 0", b"/S /J#61vaScript 1 0"), "script"),
        (GOOD.replace(b"trailer", stream(b"<</S /Launch>>") + b"trailer"), "script"),
        (GOOD.replace(b"1 0", b"/EmbeddedFile 1 0"), "another file"),
        (GOOD.replace(b"trailer <<>>", b"trailer <</Encrypt 5 0 R>>"), "password"),
        (GOOD.replace(b"trailer <<>>", b"trailer <</Encr#79pt 5 0 R>>"), "password"),
        (b"PK\x03\x04" + b"word/document.xml" * 50, "not a PDF"),
        (b"<html>%PDF-1.7</html>%%EOF", "not a PDF"),
        (GOOD.replace(b"trailer", stream(b"\0" * 45_000_000) + b"trailer"), "unpacks"),
        (GOOD + b" " * MOST_BYTES, "larger than 10 MB"),
        (b"%PDF-1.7\nnothing in between\n%%EOF\n", "not a PDF"),
        (with_part(stream(SCRIPT, end=b"\r")), "script"),
        (with_part(stream(SCRIPT, end=b" ")), "script"),
        (with_part(stream(SCRIPT, end=b" \t\r\n")), "script"),
        (with_part(packed(zlib.compress(SCRIPT)[:-4] + b"oops")), "cannot look into"),
        (with_part(packed(zlib.compress(SCRIPT)[:-4] + b"oops", filters=b"/DCTDecode")), "cannot look into"),
        (with_part(stream(zlib.compress(SCRIPT), filters=b"[/FlateDecode /FlateDecode]")), "cannot look into"),
        (with_part(packed(SCRIPT.hex().encode(), filters=b"/ASCIIHexDecode")), "cannot look into"),
        (with_part(packed(base64.a85encode(SCRIPT), filters=b"[/ASCII85Decode /FlateDecode]")), "cannot look into"),
        (with_part(packed(base64.a85encode(SCRIPT), filters=b"/ASCII#385Decode")), "cannot look into"),
        (with_part(packed(b"x", filters=b"/LZWDecode")), "cannot look into"),
        (with_part(packed(b"x", filters=b"5 0 R")), "cannot look into"),
        (with_part(b"3 0 obj <</OpenAction <</S /Named /N /Print>> >>"), "when it is opened"),
        (with_part(b"/S /GoToE "), "another file"),
        (with_part(b"/S/Launch/F(x.exe)"), "script"),
        (with_part(b"/S/Rendition "), "script"),
        (with_part(b"/EF <</F 7 0 R>>"), "another file"),
        (with_part(b"/EF 7 0 R"), "another file"),
        (with_part(b"/#4aS 7 0 R"), "script"),
        (with_part(b"/#41" * 30_000), "cannot look into"),
    ],
)
def test_what_is_no_harmless_pdf_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(ValidationError, match=sentence):
        clean_leaflet(an_upload(data))


def test_a_kept_leaflet_is_not_opened_again(db):
    assert clean_leaflet("leaflets/kept.pdf") is None


class CountingZlib:
    """zlib that counts what it is given and what it must copy because it lies behind the end of a stream."""

    error = zlib.error

    def __init__(self):
        self.work = 0

    def decompressobj(self):
        counting, unpacker = self, zlib.decompressobj()

        class Unpacker:
            eof = property(lambda self: unpacker.eof)

            def decompress(self, data, most):
                counting.work += len(data)
                return unpacker.decompress(data, most)

        return Unpacker()


@pytest.mark.parametrize(
    "data",
    [
        with_part(b"stream\n" * (MOST_STREAMS - 1)),
        with_part(stream(b"BT (A leaflet) Tj ET") * (MOST_STREAMS - 1)),
        with_part(stream(bytes(range(256)) * 40) * (MOST_STREAMS // 4)),
    ],
)
def test_many_streams_are_looked_at_without_reading_the_rest_of_the_file_for_each(monkeypatch, data):
    counting = CountingZlib()
    monkeypatch.setattr(leaflets, "zlib", counting)

    clean_leaflet(an_upload(data))

    assert 0 < counting.work <= len(data) + MOST_STREAMS * leaflets.CHUNK


def test_streams_without_end_are_refused_before_all_of_them_are_tried(monkeypatch):
    counting = CountingZlib()
    monkeypatch.setattr(leaflets, "zlib", counting)

    with pytest.raises(ValidationError, match="far more parts"):
        clean_leaflet(an_upload(with_part(b"stream\n" * 150_000)))
    assert counting.work <= MOST_STREAMS * leaflets.CHUNK


def test_streams_that_lie_in_each_other_are_not_read_again_and_again(monkeypatch):
    counting = CountingZlib()
    monkeypatch.setattr(leaflets, "zlib", counting)
    monkeypatch.setattr(leaflets, "_refuse_broken", lambda data, found: None)
    nothing = b"\x00\x00\x00\xff\xff" * 1_000_000  # 5 MB that unpack to nothing
    inside = b"stream\n\x78\x01\x00\x09\x00\xf6\xff"  # each holds the beginning of the next
    data = GOOD.replace(b"trailer", b"xref ") + inside * 100 + b"123456789" + nothing

    with pytest.raises(ValidationError, match="far more parts"):
        clean_leaflet(an_upload(data[:-5] + b"\x00\x05\x00\xfa\xff%%EOF"))
    assert counting.work <= leaflets.MOST_GIVEN + MOST_BYTES
