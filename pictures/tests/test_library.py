"""The library as a whole: where a picture is used, and several files at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.tests.factories import a_block, a_colleague, a_draft, publish
from articles.versions import start_version
from pictures.models import Picture, looks_like_a_file_name
from pictures.tests.factories import a_picture, png
from pictures.uses import uses_of
from products.tests.desk import a_colleague as somebody_who
from products.tests.factories import a_product

pytestmark = pytest.mark.django_db
ALL = [f"pictures.{action}_picture" for action in ("add", "change", "delete", "view")]


def test_every_place_that_shows_a_picture_is_found():
    picture = a_picture()
    draft = a_draft("Knees", lead_picture=a_picture())
    a_block(draft, "picture", picture=picture)
    product = a_product("Balm", picture=picture)
    product.more_pictures.add(picture)

    assert uses_of(picture) == [
        ("Article: Knees", f"/admin/articles/revision/{draft.pk}/change/"),
        ("Product: Balm", f"/admin/products/product/{product.pk}/change/"),
    ]
    assert uses_of(a_picture()) == []


def test_an_article_is_named_once_with_the_newest_version_that_shows_the_picture():
    picture = a_picture()
    first = a_draft("Knees")
    a_block(first, "picture", picture=picture)
    publish(first)
    a_draft("Hips", lead_picture=picture)
    second = start_version(first, None)
    second.title = "Knees and hips"
    second.save()
    publish(second)
    third = start_version(second, None)
    third.blocks_of_kind("picture")[0].delete()

    assert [words for words, _address in uses_of(picture)] == ["Article: Hips", "Article: Knees and hips"]
    assert uses_of(picture)[1][1] == f"/admin/articles/revision/{second.pk}/change/"


def test_a_used_picture_cannot_be_deleted_and_the_page_says_why(client):
    picture = a_picture()
    a_draft("Knees", lead_picture=picture)
    client.force_login(somebody_who("cleo", [*ALL, "articles.view_revision"]))

    page = client.get(f"/admin/pictures/picture/{picture.pk}/delete/")
    client.post(f"/admin/pictures/picture/{picture.pk}/delete/", {"post": "yes"})

    assert "Knees" in page.content.decode()
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_a_replaced_file_keeps_its_uses():
    picture = a_picture(size=(8, 5))
    draft = a_draft("Knees", lead_picture=picture)

    picture.take_file(SimpleUploadedFile("new.png", png((16, 10))), "new.png")
    picture.save()

    draft.refresh_from_db()
    assert (draft.lead_picture, draft.lead_picture.width) == (picture, 16)


def test_several_files_become_pictures_that_wait_for_their_description(client):
    client.force_login(somebody_who("cleo", ALL))
    files = [SimpleUploadedFile(name, png((8, 5))) for name in ("a knee.png", "hip.png")]
    files.append(SimpleUploadedFile("not one.png", b"just words"))

    answer = client.post("/admin/pictures/picture/several/", {"files": files}, follow=True)

    assert sorted(Picture.objects.values_list("title", flat=True)) == ["a knee", "hip"]
    assert all(looks_like_a_file_name(picture.alt) for picture in Picture.objects.all())
    refused = [str(message) for message in answer.context["messages"] if message.level_tag == "error"]
    assert [sentence.partition(":")[0] for sentence in refused] == ["not one.png"]


def test_only_those_who_may_add_pictures_add_several(client):
    client.force_login(a_colleague())

    assert client.post("/admin/pictures/picture/several/").status_code == 403


def test_who_may_not_delete_changes_only_own_pictures_that_no_reader_sees(client):
    writer = somebody_who("maya", [name for name in ALL if "delete" not in name])
    own, shown, others = a_picture(added_by=writer), a_picture(added_by=writer), a_picture()
    a_draft(lead_picture=own)
    a_product(picture=shown)
    client.force_login(writer)

    answers = [
        client.post(f"/admin/pictures/picture/{picture.pk}/change/", {"title": ""}).status_code
        for picture in (own, shown, others)
    ]

    assert answers == [200, 403, 403]


def test_a_picture_remembers_who_added_it(client):
    writer = somebody_who("maya", ALL)
    client.force_login(writer)

    client.post("/admin/pictures/picture/several/", {"files": [SimpleUploadedFile("knee.png", png((8, 5)))]})

    assert Picture.objects.get().added_by == writer
