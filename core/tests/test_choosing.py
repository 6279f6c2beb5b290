"""A form or an address of the staff area that names nonsense where a thing is chosen is answered, not broken."""

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db
NONSENSE = ["x", "²", "-1", "9" * 30, "\x00", "1,x"]
ADDRESSES = {
    "/admin/articles/fact/add/": "article",
    "/admin/articles/recommendation/add/": "topic",
    "/admin/articles/revision/add/": "lead_picture",
    "/admin/topics/topic/add/": "picture",
    "/admin/exercises/exercise/add/": "topics",
    "/admin/newsletter/issue/add/": "fact",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_nonsense_in_a_field_with_search_breaks_no_page(client, address):
    client.force_login(get_user_model().objects.create_superuser("editor"))

    for text in NONSENSE:
        assert client.get(address, {ADDRESSES[address]: text}).status_code == 200, text
        assert client.post(address, {ADDRESSES[address]: text}).status_code == 200, text
