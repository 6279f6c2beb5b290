"""Renditions: made once, at fixed widths, by whoever comes first."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from pictures import renditions
from pictures.models import Picture
from pictures.renditions import Rendition, make_missing, make_renditions, widths_for
from pictures.tests.factories import a_picture, image_file
from pictures.upload import clean_upload

pytestmark = pytest.mark.django_db


def made(picture):
    return sorted(Rendition.objects.filter(picture=picture).values_list("width", "format"))


@pytest.mark.parametrize(
    ("width", "widths"), [(1, [1]), (319, [319]), (320, [320]), (1000, [320, 640, 960]), (3200, [320, 640, 960, 1440])]
)
def test_a_picture_is_never_blown_up(width, widths):
    assert widths_for(width) == widths


def test_each_width_is_made_in_three_formats():
    picture = a_picture(size=(700, 350), renditions=True)

    assert made(picture) == sorted((width, key) for width in (320, 640) for key in ("avif", "jpg", "webp"))
    assert {one.height for one in picture.renditions.filter(width=640)} == {320}
    for rendition in picture.renditions.all():
        with default_storage.open(rendition.file.name) as file:
            image = Image.open(io.BytesIO(file.read()))
        assert image.size == (rendition.width, rendition.height)
        assert image.format == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[rendition.format]


def test_making_them_again_makes_nothing_new():
    picture = a_picture(size=(330, 200), renditions=True)
    before = set(Rendition.objects.values_list("pk", "file"))

    make_renditions(Picture.objects.get())

    assert set(Rendition.objects.values_list("pk", "file")) == before
    assert len(made(picture)) == 3


def test_after_a_death_in_the_middle_the_rest_is_made():
    picture = a_picture(size=(700, 350), renditions=True)
    Rendition.objects.filter(width=640).delete()
    Picture.objects.update(renditions_made_at=None)

    make_missing()

    assert len(made(picture)) == 6


def test_the_worker_makes_what_is_missing_and_does_not_stop_at_a_lost_file(monkeypatch):
    monkeypatch.setattr(renditions, "_cannot", set())
    lost, good = a_picture(), a_picture()
    default_storage.delete(lost.file.name)

    make_missing()
    make_missing()

    assert (len(made(lost)), len(made(good))) == (0, 3)
    assert Picture.objects.get(pk=good.pk).renditions_made_at


def test_a_see_through_picture_gets_a_white_ground_where_jpeg_needs_one():
    see_through = image_file(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")
    picture = Picture(alt="Nothing", title="Nothing")
    picture.take_file(ContentFile(see_through, "x.png"), "x.png")
    picture.save()

    make_renditions(picture)

    with default_storage.open(picture.renditions.get(format="jpg").file.name) as file:
        assert min(Image.open(io.BytesIO(file.read())).getpixel((10, 10))) > 250


@pytest.mark.django_db(transaction=True)
def test_a_deleted_picture_takes_its_files_along():
    picture = a_picture(size=(330, 200), renditions=True)
    files = [picture.file.name, *Rendition.objects.values_list("file", flat=True)]
    assert all(default_storage.exists(name) for name in files)

    picture.delete()

    assert [name for name in files if default_storage.exists(name)] == []
    assert Rendition.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_replaced_picture_has_new_addresses_and_the_old_files_go():
    picture = a_picture(size=(330, 200), renditions=True)
    old = {picture.file.name, *Rendition.objects.values_list("file", flat=True)}

    picture.take(clean_upload(ContentFile(image_file(Image.new("RGB", (330, 200), "red"), "PNG"), "x")), "knee.png")
    picture.save()
    make_missing()

    new = {picture.file.name, *Rendition.objects.values_list("file", flat=True)}
    assert len(new) == 4
    assert new & old == set()
    assert [name for name in old if default_storage.exists(name)] == []
    assert all(default_storage.exists(name) for name in new)


def test_a_strange_file_name_becomes_a_plain_one():
    picture = Picture(alt="A knee", title="A knee")
    picture.take_file(ContentFile(image_file(Image.new("RGB", (4, 4)), "PNG"), "x"), "../../etc/Ünsere Füße <b>.PNG")

    assert picture.file.name.startswith("pictures/unsere-fue-b".replace("fue", "fue")[:13])
    assert "/" not in picture.file.name.removeprefix("pictures/")
    assert picture.file.name.isascii()
