"""Comments on a text, the flag on an article, and links for guests."""

import re
from datetime import timedelta

import pytest

from articles import preview
from articles.models import Comment, Flag
from articles.tests.factories import a_draft, a_writer, an_approver, an_article

pytestmark = pytest.mark.django_db


def press(client, revision, name, reason=""):
    return client.post(
        f"/admin/articles/revision/{revision.pk}/do/{name}/", {"reason": reason}, follow=True
    ).content.decode()


def test_a_thread_is_open_until_somebody_resolves_it(client):
    draft, editor = a_draft(), an_approver("edith")
    client.force_login(editor)

    said = press(client, draft, "comment", "Is this dose right?")
    resolved = press(client, draft, "resolve")
    again = press(client, draft, "resolve")

    assert [page.count("Is this dose right?") for page in (said, resolved)] == [1, 1]
    assert "The thread is resolved." in resolved
    assert "not possible now" in again
    assert not Comment.objects.open().exists()


@pytest.mark.parametrize("name", ["comment", "flag"])
@pytest.mark.parametrize("words", ["", "  ", "\x00"])
def test_nothing_said_is_nothing_kept(client, name, words):
    live = an_article()
    client.force_login(an_approver())

    press(client, live, name, words)

    assert (Comment.objects.count(), Flag.objects.count()) == (0, 0)


def test_an_article_is_flagged_once_with_a_reason_and_the_flag_can_go(client):
    live = an_article()
    client.force_login(an_approver("edith"))

    flagged = press(client, live, "flag", "The study was retracted.")
    press(client, live, "flag", "Me too.")
    number = Flag.objects.count()
    gone = press(client, live, "unflag")

    assert (flagged.count("The study was retracted."), number) == (1, 1)
    assert "The study was retracted." not in gone
    assert not Flag.objects.open().exists()


def test_an_author_comments_on_their_own_text_and_not_on_others(client):
    writer = a_writer()
    own, others = a_draft(authors=[writer.author]), a_draft()
    client.force_login(writer)

    press(client, own, "comment", "Ready?")
    press(client, others, "comment", "Not mine.")

    assert [comment.text for comment in Comment.objects.all()] == ["Ready?"]


def test_the_preview_link_for_a_guest_is_a_whole_address(client, settings):
    settings.SITE_URL = "https://www.example.org"
    draft = a_draft("Knees", text="<p>Bend slowly.</p>")
    client.force_login(an_approver())

    page = client.get(f"/admin/articles/revision/{draft.pk}/change/").content.decode()
    printed = re.search(r'<details class="guest">.*?<code>([^<]*)</code>', page)[1]

    client.logout()
    assert printed.startswith("https://www.example.org/preview/")
    assert "Bend slowly." in client.get(printed.removeprefix("https://www.example.org")).content.decode()


def test_a_preview_link_runs_out(client, monkeypatch):
    link = preview.link_to(a_draft())
    assert client.get(link).status_code == 200

    monkeypatch.setattr(preview, "GOOD_FOR", timedelta(seconds=-1))

    assert client.get(link).status_code == 404
