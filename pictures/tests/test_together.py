"""Lists in one question to the database: what comes back is what is stored, on each engine."""

import pytest
from django.db.models import OuterRef

from core.json_rows import JsonRows, made_of
from pictures.models import Picture, Rendition
from pictures.tests.factories import a_picture
from pictures.together import hand_over, renditions_of

pytestmark = pytest.mark.django_db
WORDS = "“Knee” \\ 'at' \"rest\"\n½ — 🦵 </script> %s {0}"


def test_rows_come_back_with_every_value_as_it_is_stored(django_assert_num_queries):
    stored = a_picture(WORDS, decorative=True, focal_x=0)
    a_picture("Another")
    itself = Picture.objects.filter(pk=OuterRef("pk"))

    with django_assert_num_queries(1):
        row = Picture.objects.annotate(found=JsonRows(itself)).get(pk=stored.pk)
        [picture] = made_of(Picture, row.found)
        seen = (picture.alt, picture.decorative, picture.focal_x, picture.file.url, picture.added_by_id)

    assert seen == (WORDS, True, 0, stored.file.url, None)
    assert picture == stored
    assert picture.added_at == stored.added_at  # a moment does not travel, it is read when asked for


def test_no_rows_are_an_empty_list():
    picture = a_picture()

    assert Picture.objects.annotate(found=renditions_of("pk")).get(pk=picture.pk).found == []


def test_a_picture_is_handed_its_own_renditions_and_asks_no_more(django_assert_num_queries):
    picture, other = a_picture(renditions=True), a_picture(renditions=True)
    rows = Picture.objects.annotate(found=JsonRows(Rendition.objects.all())).get(pk=picture.pk).found
    assert {row["picture_id"] for row in rows} == {picture.pk, other.pk}

    with django_assert_num_queries(0):
        hand_over(picture, rows)
        found = {(one.format, one.width, one.file.url) for one in picture.renditions.all()}

    assert len(found) == 3
    assert found == {(one.format, one.width, one.file.url) for one in Rendition.objects.filter(picture=picture)}
