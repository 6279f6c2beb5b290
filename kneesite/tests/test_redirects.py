"""Old addresses that the staff writes down: no circles and no detours."""

import pytest
from django.contrib.redirects.models import Redirect

from core.tests.test_admin import a_member_of_staff

pytestmark = pytest.mark.django_db
ADD = "/admin/redirects/redirect/add/"


def lead(old, new):
    """An editor sends the form; gives what it complains about."""
    answer = a_member_of_staff().post(ADD, {"site": 1, "old_path": old, "new_path": new})
    return [] if answer.status_code == 302 else list(answer.context["adminform"].form.errors)


def moves():
    return dict(Redirect.objects.values_list("old_path", "new_path"))


def test_an_old_address_may_lead_to_a_page_of_ours_to_another_site_or_be_gone():
    assert lead("/a/", "/b/") + lead("/c/", "https://example.org/c/") + lead("/d/", "") == []
    assert moves() == {"/a/": "/b/", "/c/": "https://example.org/c/", "/d/": ""}


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("a/", "/b/", "old_path"),
        ("//example.org/", "/b/", "old_path"),
        ("/a/", "//example.org/", "new_path"),
        ("/a/", "/\\example.org/", "new_path"),
        ("/a/", "javascript:alert(1)", "new_path"),
        ("/a/", "/a/", "__all__"),
    ],
)
def test_an_address_that_leads_nowhere_or_astray_is_refused(old, new, wrong):
    assert lead(old, new) == [wrong]
    assert moves() == {}


def test_two_addresses_cannot_lead_to_each_other():
    lead("/a/", "/b/")

    assert lead("/b/", "/a/") == ["__all__"]
    assert moves() == {"/a/": "/b/"}


def test_a_chain_is_collapsed_whichever_end_was_written_first():
    lead("/b/", "/c/")
    lead("/a/", "/b/")
    lead("/c/", "/d/")

    assert moves() == {"/a/": "/d/", "/b/": "/d/", "/c/": "/d/"}


def test_what_led_to_a_page_that_is_gone_is_gone_too(client):
    lead("/a/", "/b/")
    lead("/b/", "")

    assert [client.get(path).status_code for path in ("/a/", "/b/")] == [410, 410]
