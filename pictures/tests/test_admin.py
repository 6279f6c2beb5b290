"""The library in the staff area."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from core.tests.test_admin import a_member_of_staff
from pictures.models import Picture
from pictures.tests.factories import a_picture, image_file, png
from pictures.tests.test_upload import a_photo_with_exif, an_empty_png
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
ADD = "/admin/pictures/picture/add/"
WORDS = {"title": "Knee", "alt": "A knee at rest", "focal_x": "50", "focal_y": "50"}


def change_url(picture):
    return reverse("admin:pictures_picture_change", args=[picture.pk])


def upload(data, name="knee.png"):
    return WORDS | {"file": SimpleUploadedFile(name, data, "image/png")}


def test_an_uploaded_picture_is_kept_written_anew():
    a_member_of_staff().post(ADD, upload(a_photo_with_exif(orientation=6), "Mein Knie.JPG"))

    picture = Picture.objects.get()
    with default_storage.open(picture.file.name) as file:
        assert b"Secret" not in file.read()
    assert (picture.width, picture.height) == (20, 40)
    assert picture.file.name.startswith("pictures/mein-knie")
    assert picture.file.name.endswith(".jpg")
    assert picture.renditions_made_at is None


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This file is not a picture we can read."),
        (b"just text", "This file is not a picture we can read."),
        (an_empty_png(30_000, 30_000), "This picture has more than 50 megapixels."),
        (b"", "The submitted file is empty."),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence_and_the_words_are_kept(data, sentence):
    response = a_member_of_staff().post(ADD, upload(data))

    form = response.context["adminform"].form
    assert form.errors["file"][0].startswith(sentence)
    assert form["alt"].value() == "A knee at rest"
    assert Picture.objects.count() == 0


@pytest.mark.parametrize("missing", ["file", "title", "alt"])
def test_a_picture_without_file_or_words_is_refused(missing):
    form = upload(png((8, 5)))
    form.pop(missing)

    response = a_member_of_staff().post(ADD, form)

    assert list(response.context["adminform"].form.errors) == [missing]


@pytest.mark.django_db(transaction=True)
def test_a_picture_can_be_replaced_and_its_words_changed():
    client, picture = a_member_of_staff(), a_picture(renditions=True)
    old = picture.file.name

    client.post(change_url(picture), upload(image_file(Image.new("RGB", (30, 10), "red"), "WEBP"), "new.webp"))

    changed = Picture.objects.get()
    assert (changed.width, changed.height, changed.title) == (30, 10, "Knee")
    assert changed.file.name.endswith(".webp")
    assert changed.renditions_made_at is None
    assert not default_storage.exists(old)


def test_changing_words_leaves_the_file_alone():
    client, picture = a_member_of_staff(), a_picture(renditions=True)

    client.post(change_url(picture), WORDS)

    changed = Picture.objects.get()
    assert (changed.title, changed.file.name) == ("Knee", picture.file.name)
    assert changed.renditions_made_at
    assert changed.renditions.count() == 3


def test_making_renditions_does_not_outdate_an_open_form():
    client, picture = a_member_of_staff(), a_picture()
    version = client.get(change_url(picture)).context["adminform"].form["loaded_version"].value()
    Picture.objects.update(renditions_made_at="2026-07-07T12:00Z")

    response = client.post(change_url(picture), WORDS | {"loaded_version": version})

    assert response.status_code == 302


def test_a_picture_that_is_used_is_not_deleted_and_the_page_says_where_it_is_used():
    client, topic = a_member_of_staff(), a_topic("Knees", picture=a_picture())

    response = client.post(reverse("admin:pictures_picture_delete", args=[topic.picture_id]), {"post": "yes"})

    assert Picture.objects.count() == 1
    assert "Topic: " in response.content.decode()


def test_the_list_costs_the_same_for_any_number_of_pictures(django_assert_max_num_queries):
    client = a_member_of_staff()
    for _ in range(12):
        a_picture(renditions=True)

    with django_assert_max_num_queries(12):
        response = client.get("/admin/pictures/picture/")

    assert response.content.decode().count('class="thumb"') == 12
