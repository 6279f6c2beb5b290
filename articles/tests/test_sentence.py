"""One plain sentence for each way an article can stand, and one for the text that is open."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Revision
from articles.tests.factories import a_draft, an_approver, an_article
from articles.versions import start_version

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=timezone.get_default_timezone())
LIVE, LATER = NOW - timedelta(days=144), NOW + timedelta(days=5, hours=-3)  # 7 July, and 3 December at 09:00


@pytest.fixture(autouse=True)
def _a_fixed_day(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def live(**fields):
    return an_article(goes_live_at=LIVE, **fields)


def scheduled_after(revision):
    new = start_version(revision, None)
    new.bring_in_as_live(LATER)
    return new


def proposed(revision):
    revision.propose(None)
    return revision


def returned(revision):
    proposed(revision).return_to_author(None, "Shorter.")
    return revision


def withdrawn(revision):
    revision.withdraw(None, "Wrong.")
    return revision


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (a_draft, "Draft"),
        (lambda: proposed(a_draft()), "Waiting for approval"),
        (lambda: returned(a_draft()), "Returned to the author"),
        (lambda: an_article(goes_live_at=LATER), "Goes live on 3 December 2026 at 09:00"),
        (
            lambda: start_version(an_article(goes_live_at=LATER), None),
            "Goes live on 3 December 2026 at 09:00, a version after that being written",
        ),
        (live, "Live since 7 July 2026"),
        (lambda: live(retires_at=LATER), "Live since 7 July 2026 until 3 December 2026 at 09:00"),
        (lambda: start_version(live(), None), "Live since 7 July 2026, new version being written"),
        (lambda: proposed(start_version(live(), None)), "Live since 7 July 2026, new version waiting for approval"),
        (lambda: returned(start_version(live(), None)), "Live since 7 July 2026, new version returned to the author"),
        (lambda: scheduled_after(live()), "Live since 7 July 2026, new version goes live on 3 December 2026 at 09:00"),
        (
            lambda: proposed(start_version(scheduled_after(live()), None)),
            "Live since 7 July 2026, new version goes live on 3 December 2026 at 09:00, "
            "a version after that waiting for approval",
        ),
        (lambda: live(retires_at=NOW - timedelta(days=27)), "Expired on 1 November 2026"),
        (lambda: withdrawn(live()), "Withdrawn on 28 November 2026"),
        (lambda: start_version(withdrawn(live()), None), "Withdrawn on 28 November 2026, new version being written"),
        (
            lambda: scheduled_after(withdrawn(live())),
            "Withdrawn on 28 November 2026, new version goes live on 3 December 2026 at 09:00",
        ),
        (lambda: withdrawn(an_article(goes_live_at=LATER)), "Never seen by readers"),
    ],
)
def test_how_an_article_stands(make, sentence):
    revision = make()

    assert Revision.objects.with_neighbours().get(pk=revision.pk).state_sentence == sentence


def sentences_of_versions(revision):
    versions = Revision.objects.with_neighbours().filter(article=revision.article).order_by("number")
    return [one.version_sentence.removeprefix(f"Version {one.number} of this article, ") for one in versions]


def test_the_page_of_a_text_says_whether_readers_see_this_very_text():
    first = an_article(goes_live_at=LIVE)
    second = start_version(first, None)
    second.bring_in_as_live(NOW - timedelta(days=27))
    third = scheduled_after(second)
    start_version(third, None)

    assert sentences_of_versions(first) == [
        "which readers saw until 1 November 2026",
        "which readers see now",
        "which readers see from 3 December 2026 at 09:00",
        "which readers do not see yet",
    ]


def test_a_text_that_was_withdrawn_before_its_time_was_never_seen():
    assert sentences_of_versions(withdrawn(an_article(goes_live_at=LATER))) == ["which readers never saw"]


def test_the_edit_page_carries_both_sentences(client):
    old = live()
    new = start_version(old, None)
    client.force_login(an_approver())

    pages = [client.get(f"/admin/articles/revision/{one.pk}/change/").content.decode() for one in (old, new)]

    assert ["Live since 7 July 2026, new version being written." in page for page in pages] == [False, True]
    assert "Live since 7 July 2026." in pages[0]
    assert "Version 1 of this article, which readers see now." in pages[0]
    assert "Version 2 of this article, which readers do not see yet." in pages[1]
