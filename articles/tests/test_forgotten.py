"""A withdrawn article is forgotten at once, everywhere; a scheduled one appears without a job."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.finding import describe_article
from articles.tests.factories import a_fact, an_approver, an_article, an_author, publish
from articles.versions import start_version
from search import index
from search.models import SearchRow
from topics.tests.factories import a_topic

HOUR = timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
def test_lists_feeds_search_and_panels_forget_a_withdrawn_article(client):
    topic, author = a_topic("Knees"), an_author("Orla Fenwick")
    live = an_article("Sore patella", topics=[topic], authors=[author])
    other = an_article("Another", topics=[topic])
    a_fact(topics=[topic], article=live.article)
    addresses = ["/articles/", "/articles/feed/", f"/topics/{topic.slug}/feed/", f"/topics/{topic.slug}/",
                 author.get_absolute_url(), other.get_absolute_url(), "/search/?q=patella", "/", "/sitemap-1.xml"]  # fmt: skip
    before = {address: live.get_absolute_url() in client.get(address).content.decode() for address in addresses}

    live.withdraw(an_approver(), "The study was retracted.")

    after = {address: live.get_absolute_url() in client.get(address).content.decode() for address in addresses}
    assert (set(before.values()), set(after.values())) == ({True}, {False})


@pytest.mark.django_db
def test_search_describes_each_text_for_its_own_interval():
    old = an_article("Old title")
    new = start_version(old, None)
    new.title = "New title"
    new.retires_at = timezone.now() + 5 * HOUR
    new.save()
    publish(new, timezone.now() + HOUR)

    found = [(one.title, one.goes_live_at, one.retires_at) for one in describe_article(old.article)]

    assert found == [
        ("Old title", old.goes_live_at, new.goes_live_at),
        ("New title", new.goes_live_at, new.retires_at),
    ]


@pytest.mark.django_db
def test_search_shows_a_scheduled_article_from_its_time_on_only():
    coming = an_article("Sore patella", goes_live_at=timezone.now() + HOUR)
    index.follow(coming.article)
    rows = SearchRow.objects.filter(title="Sore patella")

    assert (rows.published().count(), rows.published(timezone.now() + 2 * HOUR).count()) == (0, 1)


@pytest.mark.django_db
def test_a_draft_is_nothing_to_be_found():
    assert describe_article(an_article(goes_live_at=None).article) == []
