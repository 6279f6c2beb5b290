"""The about pages: there from the start, written by editors, clean whatever is sent."""

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.flatpages.models import FlatPage

from kneesite.pages import ABOUT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("url", ABOUT)
def test_an_about_page_exists_before_anybody_wrote_it(client, url):
    answer = client.get(url)

    assert answer.status_code == 200
    assert "has not been written yet" in answer.content.decode()
    assert answer.cookies == {}


def edit(client, url, **changes):
    page = FlatPage.objects.get(url=url)
    editor = User.objects.create_user("editor", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    return client.post(f"/admin/flatpages/flatpage/{page.pk}/change/", {"title": "About us", "content": "", **changes})


def test_what_an_editor_writes_is_cleaned_and_seen_at_once(client):
    answer = edit(client, "/about/", content='<p onclick="x()">We are a small house.</p><script>alert(1)</script>')

    assert answer.status_code == 302
    assert FlatPage.objects.get(url="/about/").content == "<p>We are a small house.</p>"


def test_editors_read_no_word_of_programmers_about_the_pages(client):
    edit(client, "/about/")

    for address in (
        "/admin/",
        "/admin/flatpages/",
        "/admin/flatpages/flatpage/",
        "/admin/flatpages/flatpage/1/change/",
    ):
        page = client.get(address).content.decode()
        assert "Pages about us" in page
        assert "flat page" not in page.lower()


def test_an_empty_page_is_refused_with_a_sentence(client):
    answer = edit(client, "/about/", title="")

    assert answer.status_code == 200
    assert "This field is required" in answer.content.decode()
