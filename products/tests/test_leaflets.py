"""What may be a leaflet and what may not."""

import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from products.leaflets import MOST_BYTES, clean_leaflet

GOOD = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n%%EOF\n"


def an_upload(data):
    """A file as a browser sends it."""
    return SimpleUploadedFile("leaflet.pdf", data, "application/pdf")


def stream(data):
    """A packed stream of a PDF."""
    return b"2 0 obj <</Filter /FlateDecode>>\nstream\n" + zlib.compress(data) + b"\nendstream\n"


@pytest.mark.parametrize(
    "data",
    [GOOD, GOOD.replace(b"trailer", stream(b"BT (A leaflet) Tj ET") + b"trailer"), GOOD.replace(b"1 0", b"/JSON 1 0")],
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
    ],
)
def test_what_is_no_harmless_pdf_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(ValidationError, match=sentence):
        clean_leaflet(an_upload(data))


def test_a_kept_leaflet_is_not_opened_again(db):
    assert clean_leaflet("leaflets/kept.pdf") is None
