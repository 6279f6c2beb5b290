"""Topics: addresses and what they say."""

import pytest

from pictures.tests.factories import a_picture
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


def test_a_topic_has_an_address_made_of_its_slug():
    topic = a_topic("Knees", picture=a_picture())

    assert topic.get_absolute_url() == "/topics/knees/"
