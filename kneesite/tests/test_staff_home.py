"""The home of the staff area: what waits, for whom."""

import re

import pytest

from articles.tests.factories import a_colleague, a_draft, a_writer, an_approver

pytestmark = pytest.mark.django_db


def headings(client, user):
    client.force_login(user)
    page = client.get("/admin/").content.decode()
    return re.findall(r'<h2 id="todo-\d">([^<]+)</h2>', page)


def test_each_role_sees_its_own_lists(client):
    assert headings(client, a_writer()) == ["Yours, as an author"]
    assert headings(client, an_approver()) == ["Yours, as an author", "As an editor", "What readers say"]
    assert headings(client, a_colleague()) == []


def test_a_number_is_a_link_to_its_list(client):
    writer = a_writer()
    a_draft(by=writer)
    client.force_login(writer)

    page = client.get("/admin/").content.decode()

    assert '<a href="/admin/articles/revision/?waits=drafts">My drafts <b>1</b></a>' in page
