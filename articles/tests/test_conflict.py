"""Nobody loses work: two desks on one text, and words that come back from a browser."""

import re

import pytest

from articles.models import Revision, TextBlock
from articles.tests.factories import a_block, a_draft, an_approver
from products.tests.desk import form_data

pytestmark = pytest.mark.django_db


def page_of(revision):
    return f"/admin/articles/revision/{revision.pk}/change/"


def opened(client, revision):
    """What a browser would send back unchanged."""
    return {name: value for name, value in form_data(client.get(page_of(revision))).items() if value is not None}


def two_desks(client):
    """A text that Edith saved while Maya had it open; Maya's answer."""
    draft = a_draft("Knees", text="<p>Rest a little.</p>")
    edith, maya = an_approver("edith"), an_approver("maya")
    client.force_login(maya)
    mine = opened(client, draft)
    client.force_login(edith)
    client.post(page_of(draft), opened(client, draft) | {"articles_textblock_set-0-text": "<p>Rest a lot.</p>"})
    client.force_login(maya)
    mine |= {"title": "My knees", "articles_textblock_set-0-text": "<p>Rest never.</p>"}
    return draft, mine, client.post(page_of(draft), mine)


def test_saving_over_somebody_elses_words_is_refused_and_both_texts_are_shown(client):
    draft, _, answer = two_desks(client)

    page = answer.content.decode()

    assert answer.status_code == 200
    assert TextBlock.objects.get().text == "<p>Rest a lot.</p>"
    assert Revision.objects.get(pk=draft.pk).title == "Knees"
    assert "edith saved this" in page
    assert "Yours differs in: Title." in page
    assert ["a lot." in one for one in re.findall(r"<del>([^<]+)</del>", page)].count(True) == 1
    assert page.count("&lt;p&gt;Rest never.&lt;/p&gt;") == 1  # still in the form


def test_whoever_has_compared_may_save_theirs(client):
    draft, mine, answer = two_desks(client)
    version = re.search(r'name="taken_over" value="([^"]+)"', answer.content.decode())[1]

    again = client.post(page_of(draft), mine | {"taken_over": version})

    assert again.status_code == 302
    assert (Revision.objects.get(pk=draft.pk).title, TextBlock.objects.get().text) == ("My knees", "<p>Rest never.</p>")


def test_a_third_save_in_between_is_noticed_too(client):
    draft, mine, answer = two_desks(client)
    version = re.search(r'name="taken_over" value="([^"]+)"', answer.content.decode())[1]
    client.post(page_of(draft), opened(client, draft) | {"summary": "Somebody was here again."})

    again = client.post(page_of(draft), mine | {"taken_over": version})

    assert again.status_code == 200
    assert Revision.objects.get(pk=draft.pk).summary == "Somebody was here again."


def test_words_kept_in_a_browser_come_back_into_the_form_and_are_not_saved(client):
    draft = a_draft("Knees")
    client.force_login(an_approver())
    kept = opened(client, draft) | {"title": "Knees again", "_bring_back": "1"}

    page = client.post(page_of(draft), kept)

    assert page.context["adminform"].form["title"].value() == "Knees again"
    assert "Nothing is saved yet" in page.content.decode()
    assert Revision.objects.get(pk=draft.pk).title == "Knees"


def test_a_save_without_a_change_makes_nobody_the_last_to_change_it(client):
    writer = an_approver("maya")
    draft = a_draft(by=writer)
    client.force_login(an_approver("edith"))

    answer = client.post(page_of(draft), opened(client, draft))

    assert answer.status_code == 302
    assert Revision.objects.get(pk=draft.pk).changed_by == writer


def test_a_changed_block_makes_somebody_the_last_to_change_the_text(client):
    draft = a_draft(by=an_approver("maya"))
    edith = an_approver("edith")
    client.force_login(edith)

    client.post(page_of(draft), opened(client, draft) | {"articles_textblock_set-0-text": "<p>New.</p>"})

    assert Revision.objects.get(pk=draft.pk).changed_by == edith


def test_a_block_that_is_gone_meanwhile_gives_a_page_and_no_fault(client):
    draft = a_draft()
    block = a_block(draft, "quote")
    client.force_login(an_approver())
    mine = opened(client, draft)
    block.delete()

    answer = client.post(page_of(draft), mine | {"title": "Mine"})

    assert answer.status_code == 200
