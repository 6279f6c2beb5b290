"""A picture's words."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from pictures.models import Picture
from pictures.tests.factories import a_picture
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("alt", ["IMG_1234.jpg", "knee_final", "DSC0007", "photo.png"])
def test_a_file_name_is_no_description(alt):
    with pytest.raises(ValidationError, match="looks like a file name"):
        Picture(alt=alt).clean()


def test_a_picture_is_described_or_decorative():
    with pytest.raises(ValidationError, match="Describe the picture"):
        Picture(alt="").clean()
    Picture(alt="", decorative=True).clean()
    Picture(alt="A knee").clean()


def test_the_database_refuses_a_picture_without_words():
    with pytest.raises(IntegrityError):
        a_picture(alt="")


def test_a_picture_that_is_used_cannot_be_deleted():
    topic = a_topic(picture=a_picture())

    with pytest.raises(ProtectedError):
        topic.picture.delete()
