"""What may be uploaded as a picture, and what is left of it."""

import io
import random
import resource
import struct
import time
import zlib
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageSequence

from pictures.tests.factories import image_file, png
from pictures.upload import LONGEST_SIDE, MOST_BYTES, clean_upload

RED, BLUE = (200, 30, 30), (30, 30, 200)


def cleaned(data):
    """What is kept of the bytes of a file."""
    return clean_upload(ContentFile(data, "upload"))


def opened(clean):
    """The kept picture, as Pillow sees it."""
    image = Image.open(io.BytesIO(clean.data))
    image.load()
    return image


def left_red_right_blue(size=(40, 20), mode="RGB"):
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image.convert(mode)


def near(colour, other):
    return all(abs(one - two) < 40 for one, two in zip(colour, other, strict=True))


def an_empty_png(width, height):
    """A PNG that says it is huge and holds one packed byte: a bomb."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\x00" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (8000, 6251), (2**31 - 1, 1), (1, 60_000_000)])
def test_a_bomb_is_refused_at_once_and_without_being_unpacked(width, height):
    bomb = an_empty_png(width, height)
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.thread_time()

    with pytest.raises(ValidationError) as refusal:
        cleaned(bomb)

    assert refusal.value.messages == ["This picture has more than 50 megapixels. Please make it smaller first."]
    assert time.thread_time() - begun < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024  # kilobytes


NO_PICTURES = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "text": b"I am a picture, really.",
    "html": b"<!DOCTYPE html><script>alert(1)</script>",
    "html behind a PNG's first bytes": b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
    "empty": b"",
    "truncated PNG": png((400, 300))[:-40],
    "truncated JPEG": image_file(left_red_right_blue((400, 300)), "JPEG")[:900],
    "GIF": image_file(left_red_right_blue(), "GIF"),
    "TIFF": image_file(left_red_right_blue(), "TIFF"),
    "BMP": image_file(left_red_right_blue(), "BMP"),
    "zip": b"PK\x03\x04" + b"\x00" * 100,
}


@pytest.mark.parametrize("data", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_is_no_whole_picture_of_our_three_kinds_is_refused_with_a_sentence(data):
    with pytest.raises(ValidationError) as refusal:
        cleaned(data)

    assert refusal.value.messages == ["This file is not a picture we can read. Please use a JPEG, PNG or WebP file."]


def test_a_file_that_is_too_big_is_refused_before_it_is_read():
    with pytest.raises(ValidationError, match="larger than 20 MB"):
        cleaned(b"\x00" * (MOST_BYTES + 1))


def test_damaged_files_never_give_anything_but_a_picture_or_a_sentence():
    chance = random.Random(7)
    originals = [image_file(left_red_right_blue((60, 40)), kind) for kind in ("JPEG", "PNG", "WEBP")]

    for number in range(300):
        data = bytearray(originals[number % 3])
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(ValidationError):
            cleaned(bytes(data))


def a_photo_with_exif(orientation=1):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)  # where it was taken
    exif.get_ifd(0x8825)[1] = "N"
    return image_file(left_red_right_blue(), "JPEG", exif=exif, quality=95, comment=b"Secret comment")


def test_where_and_with_what_a_photo_was_taken_is_removed():
    photo = a_photo_with_exif()
    assert dict(Image.open(io.BytesIO(photo)).getexif().get_ifd(0x8825)) != {}

    clean = cleaned(photo)

    kept = opened(clean)
    assert dict(kept.getexif()) == {}
    assert dict(kept.getexif().get_ifd(0x8825)) == {}
    assert b"Secret" not in clean.data


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_words_and_position_in_other_kinds_are_removed_too(kind):
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"

    clean = cleaned(image_file(left_red_right_blue(), kind, exif=exif, xmp=b"<x>Secret</x>"))

    assert b"Secret" not in clean.data


def test_a_photo_taken_sideways_is_turned_upright():
    clean = cleaned(a_photo_with_exif(orientation=6))

    kept = opened(clean).convert("RGB")
    assert (clean.width, clean.height, kept.size) == (20, 40, (20, 40))
    assert near(kept.getpixel((10, 5)), RED)
    assert near(kept.getpixel((10, 35)), BLUE)


@pytest.mark.parametrize(
    ("mode", "kind", "kept_mode"),
    [
        ("CMYK", "JPEG", "RGB"),
        ("L", "JPEG", "RGB"),
        ("1", "PNG", "RGB"),
        ("P", "PNG", "RGB"),
        ("LA", "PNG", "RGBA"),
        ("RGBA", "WEBP", "RGBA"),
        ("I;16", "PNG", "RGB"),
    ],
)
def test_every_way_of_storing_colours_can_be_kept(mode, kind, kept_mode):
    image = Image.new("I;16", (40, 20), 40000) if mode == "I;16" else left_red_right_blue(mode=mode)
    if mode == "RGBA":
        image.putalpha(100)

    kept = opened(cleaned(image_file(image, kind)))

    assert (kept.mode, kept.size) == (kept_mode, (40, 20))


def test_sixteen_bits_of_grey_keep_their_tone():
    kept = opened(cleaned(image_file(Image.new("I;16", (4, 4), 0x8000), "PNG")))

    assert kept.getpixel((1, 1)) == (128, 128, 128)


def test_colours_of_print_are_kept_roughly():
    kept = opened(cleaned(image_file(left_red_right_blue(mode="CMYK"), "JPEG", quality=95)))

    assert near(kept.getpixel((5, 10)), RED)


def test_a_second_picture_behind_a_photo_is_no_hindrance():
    photo = image_file(left_red_right_blue(), "MPO", save_all=True, append_images=[left_red_right_blue()])

    assert cleaned(photo).ending == "jpg"


def test_of_an_animation_one_picture_is_kept():
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, BLUE)]
    animation = image_file(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=100)

    kept = opened(cleaned(animation))

    assert len(list(ImageSequence.Iterator(kept))) == 1


def test_a_see_through_palette_stays_see_through():
    image = left_red_right_blue().quantize(4)

    kept = opened(cleaned(image_file(image, "PNG", transparency=image.getpixel((1, 1)))))

    assert kept.getpixel((1, 1))[3] == 0
    assert kept.getpixel((39, 1))[3] == 255


def test_a_large_photo_is_kept_at_the_size_of_a_large_screen():
    clean = cleaned(image_file(Image.new("RGB", (5000, 2500), RED), "JPEG"))

    assert (clean.width, clean.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
