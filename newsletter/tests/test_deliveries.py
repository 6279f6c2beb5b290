"""Who is written down as a receiver, and when that is forgotten. How far an issue is: test_progress.py."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsletter import sending
from newsletter.delivery import purge, write_down_receivers
from newsletter.models import Delivery, Subscriber
from newsletter.progress import progress_of
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
