"""Any two versions of an article against each other, from the history page."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.tests.factories import an_approver, an_article
from articles.versions import start_version

pytestmark = pytest.mark.django_db


def test_any_two_versions_are_chosen_on_the_history_page(client):
    texts = ["<p>Rest a little.</p>", "<p>Rest.</p>", "<p>Never rest.</p>"]
    first = an_article(text=texts[0])
    versions = [first]
    for words in texts[1:]:
        new = start_version(versions[-1], None)
        first_block = new.articles_textblock_set.get()
        first_block.text = words
        first_block.save()
        new.bring_in_as_live(timezone.now() - timedelta(days=3 - len(versions)))
        versions.append(new)
    client.force_login(an_approver())

    history = client.get(f"/admin/articles/revision/{first.pk}/history/").content.decode()
    action = re.search(r'<form class="choose-two" method="get" action="([^"]+)"', history)[1]
    page = client.get(action, {"one": versions[2].pk, "other": versions[0].pk}).content.decode()

    assert re.findall(r"<option value=\"(\d+)\"", history) == [str(one.pk) for one in reversed(versions)] * 2
    assert "Version 1 against version 3" in page
    assert ("<ins>Never rest.</ins>" in page, "<del>Rest a little.</del>" in page) == (True, True)


@pytest.mark.parametrize("one", ["²", "9" * 30, "-1", "abc", ""])
def test_an_odd_choice_of_versions_is_unknown(client, one):
    text = an_article()
    client.force_login(an_approver())

    answer = client.get(f"/admin/articles/revision/{text.pk}/compare/{text.pk}/", {"one": one})

    assert answer.status_code == 404


def test_texts_of_two_articles_are_not_compared(client):
    client.force_login(an_approver())

    answer = client.get(f"/admin/articles/revision/{an_article().pk}/compare/{an_article().pk}/")

    assert answer.status_code == 404


@pytest.mark.parametrize("pk", ["²", "9" * 30, "-1", "abc"])
def test_an_odd_number_in_an_address_is_unknown(client, pk):
    client.force_login(an_approver())

    assert client.get(f"/admin/articles/revision/{pk}/history/").status_code == 404
