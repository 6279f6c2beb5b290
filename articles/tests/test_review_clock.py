"""The review clock and the worklists of the staff home."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles import review, worklists
from articles.models import Revision
from articles.review import months_later
from articles.tests.factories import a_draft, a_rating, a_writer, an_approver, an_article, an_author
from articles.versions import start_version
from core.outbox import Letter
from products.tests.desk import save

pytestmark = pytest.mark.django_db


def a_text_due(days_ago, **fields):
    """A live text whose review was due some days ago."""
    due = timezone.localdate() - timedelta(days=days_ago)
    return an_article(reviewer=an_author(), reviewed_on=due - timedelta(days=700), next_review_on=due, **fields)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 7, 1), 24, date(2028, 7, 1)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 31), 14, date(2028, 2, 29)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_one(day, months, later):
    assert months_later(day, months) == later


def test_the_next_review_is_24_months_later_unless_said(client):
    draft = a_draft()
    client.force_login(an_approver())

    save(client, f"/admin/articles/revision/{draft.pk}/change/", reviewed_on="2026-07-01")

    assert Revision.objects.get(pk=draft.pk).next_review_on == date(2028, 7, 1)


def test_overdue_texts_are_those_past_their_day():
    late, due_today, fine = a_text_due(1), a_text_due(0), a_text_due(-1)

    found = list(Revision.objects.review_overdue())

    assert (late in found, due_today in found, fine in found) == (True, False, False)


def test_readers_see_a_notice_after_the_grace_period_only(client):
    within, past = a_text_due(60), a_text_due(61)

    pages = [client.get(one.get_absolute_url()).content.decode() for one in (within, past)]

    assert ["due for review" in page for page in pages] == [False, True]


def test_an_author_gets_one_letter_a_week_about_all_overdue_texts():
    writer = a_writer("maya")
    writer.email = "maya@example.org"
    writer.save()
    for _ in range(2):
        a_text_due(3, authors=[writer.author])

    for _ in range(3):
        review.queue_letters(Revision.objects.review_overdue())
    content = review.letter_to(writer.author, Revision.objects.review_overdue())

    assert [letter.to for letter in Letter.objects.all()] == ["maya@example.org"]
    assert content.subject == "2 articles are due for review"


def test_a_letter_about_nothing_is_not_sent():
    assert review.letter_to(an_author(), Revision.objects.review_overdue()) is None


def test_the_worklists_hold_what_waits_for_each():
    writer, editor = a_writer("maya"), an_approver("edith")
    own = {"authors": [writer.author], "by": writer}
    draft = a_draft("Draft", **own)
    returned = a_draft("Returned", **own)
    returned.propose(writer)
    returned.return_to_author(editor, "Shorter.")
    waiting = a_draft("Waiting", **own)
    waiting.propose(writer)
    coming = an_article("Coming", goes_live_at=timezone.now() + timedelta(days=3))
    flagged = an_article("Flagged", authors=[writer.author])
    flagged.article.flags.create(reason="Old.", raised_by=editor)
    low = an_article("Low")
    for _ in range(worklists.ENOUGH_RATINGS):
        a_rating(low, 2)

    assert list(worklists.drafts(writer)) == [draft]
    assert list(worklists.returned(writer)) == [returned]
    assert list(worklists.waiting(editor)) == [waiting]
    assert list(worklists.waiting(writer)) == []
    assert list(worklists.this_week(editor)) == [coming]
    assert list(worklists.flagged(editor)) == list(worklists.flagged_mine(writer)) == [flagged]
    assert list(worklists.least_helpful(editor)) == [low]


@pytest.mark.parametrize("name", worklists.WORKLISTS)
def test_each_number_of_the_staff_home_leads_to_as_many_rows(client, name):
    editor = an_approver("edith")
    for revision in (an_article(), a_text_due(3), a_draft(by=editor)):
        for _ in range(worklists.ENOUGH_RATINGS):
            a_rating(revision, 2)
    an_article(goes_live_at=timezone.now() + timedelta(days=3))
    a_draft().propose(None)
    start_version(an_article(by=editor), editor)
    client.force_login(editor)

    answer = client.get(f"/admin/articles/revision/?waits={name}")

    assert len(answer.context["cl"].result_list) == worklists.WORKLISTS[name][1](editor).count()
