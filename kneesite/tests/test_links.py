"""check_links: what is dead, what has moved, and what is never asked."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.tests.factories import a_draft, an_article
from kneesite.links import outside_problem, problem_with
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


def checked():
    out = StringIO()
    call_command("check_links", stdout=out)
    return out.getvalue()


def live_with(html):
    """A live article with this HTML."""
    return an_article("With links", text=html)


def test_a_moved_address_is_told_with_the_new_one():
    topic = a_topic(name="Knees", slug="knees")
    topic.slug = "the-knee"
    topic.save()
    revision = live_with('<p>See <a href="/topics/knees/">knees</a>.</p>')

    said = checked()

    assert f"With links ({revision.get_absolute_url()})" in said
    assert "/topics/knees/ has moved; use /topics/the-knee/" in said


def test_a_dead_link_is_told_and_a_good_one_is_not():
    a_topic(name="Hips", slug="hips")
    live_with('<p><a href="/articles/nowhere/">a</a> <a href="/topics/hips/">b</a> <a href="#ref-1">c</a></p>')

    said = checked()

    assert "/articles/nowhere/ does not exist" in said
    assert "/topics/hips/" not in said
    assert "1 links need attention." in said


def test_drafts_are_not_checked():
    a_draft("Not yet", text='<p><a href="/articles/nowhere/">a</a></p>')

    assert checked() == "Every link leads somewhere.\n"


@pytest.mark.parametrize("link", ["http://127.0.0.1/", "http://localhost:5432/", "http://10.0.0.1/", "http://[::1]/"])
def test_private_networks_are_never_asked(link):
    assert outside_problem(link) == ("leads to no public address", "")


def test_other_sites_are_asked_only_when_told():
    assert problem_with("http://127.0.0.1:1/", outside=False) == ("", "")
