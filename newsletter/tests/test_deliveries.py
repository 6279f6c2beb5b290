"""Who is written down as a receiver, how far an issue is, and when that is forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsletter import sending
from newsletter.delivery import progress_of, purge, write_down_receivers
from newsletter.models import Delivery, Subscriber
from newsletter.tests.factories import addresses, an_approved_issue
from newsletter.tests.mail_server import a_mail_server

pytestmark = pytest.mark.django_db


def test_receivers_are_written_down_in_chunks_and_only_once(monkeypatch):
    monkeypatch.setattr("newsletter.delivery.CHUNK", 3)
    addresses(8)
    issue = an_approved_issue()
    issue.start()

    write_down_receivers(issue)
    write_down_receivers(issue)

    assert issue.deliveries.count() == 8
    assert issue.queued_at is not None


def test_a_death_while_receivers_are_written_down_loses_nobody(settings):
    people = addresses(6)
    issue = an_approved_issue()
    issue.start()
    half = Subscriber.objects.order_by("pk")[:3]
    Delivery.objects.bulk_create(Delivery(issue=issue, subscriber=one) for one in half)

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert server.receivers() == people


def test_progress_is_told_in_one_sentence():
    addresses(4)
    issue = an_approved_issue()
    issue.start()
    write_down_receivers(issue)
    first, second, third, _ = issue.deliveries.order_by("pk")
    now = timezone.now()
    for delivery, status in ((first, "sent"), (second, "failed"), (third, "dropped")):
        Delivery.objects.filter(pk=delivery.pk).update(status=status, sent_at=now if status == "sent" else None)

    assert progress_of(issue).sentence() == (
        "1 sent, 1 waiting, 1 failed, 1 left or paused meanwhile · 1 a minute · about 1 minute left"
    )


def test_progress_costs_two_queries(django_assert_num_queries):
    addresses(3)
    issue = an_approved_issue()
    issue.start()
    write_down_receivers(issue)

    with django_assert_num_queries(2):
        progress_of(issue)


def test_who_got_what_is_forgotten_after_90_days_and_the_numbers_stay(settings):
    addresses(2)
    issue = an_approved_issue()
    with a_mail_server(settings):
        sending.send_issues()
    now = timezone.now()

    assert purge(now + timedelta(days=89)) == 0
    assert purge(now + timedelta(days=91), dry_run=True) == 2
    assert purge(now + timedelta(days=91)) == 2
    issue.refresh_from_db()
    assert progress_of(issue).sentence() == "2 sent, 0 waiting, 0 failed"
