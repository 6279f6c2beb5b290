"""A mail server that takes its time over each letter: no second sender takes over, and a pause holds within seconds."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from newsletter import retention, sending
from newsletter.models import Issue, Subscriber
from newsletter.tests.factories import a_subscriber, addresses, an_approved_issue
from newsletter.tests.mail_server import a_mail_server

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_takes_longer_than_a_lease_is_sent_by_nobody_else(settings, monkeypatch):
    monkeypatch.setattr(sending, "LEASE", timedelta(seconds=1))
    monkeypatch.setattr(sending, "A_LOOK", 0.2)
    people = addresses(12)
    an_approved_issue()

    def work(delay):
        time.sleep(delay)
        try:
            sending.send_issues()
        finally:
            connection.close()

    with a_mail_server(settings, slow=0.2) as server, ThreadPoolExecutor(2) as workers:
        list(workers.map(work, [0, 1.5]))

    assert server.receivers() == people


def test_a_pause_holds_before_a_slow_batch_is_over(settings, monkeypatch):
    monkeypatch.setattr(sending, "A_LOOK", 0.1)
    addresses(6)
    issue = an_approved_issue()
    issue.start()
    note_sent = sending.note_sent

    def note_and_pause(delivery):
        note_sent(delivery)
        issue.pause()

    monkeypatch.setattr(sending, "note_sent", note_and_pause)
    with a_mail_server(settings, slow=0.15) as server:
        sending.send_issues()

    assert len(server.receivers()) == 1


def test_who_is_erased_while_a_slow_batch_goes_out_gets_nothing_and_stops_nobody(settings, monkeypatch):
    monkeypatch.setattr(sending, "A_LOOK", 0.1)
    for name in ("anna", "bert", "carla", "dora"):
        a_subscriber(f"{name}@example.org")
    issue = an_approved_issue()
    note_sent = sending.note_sent

    def note_and_erase(delivery):
        note_sent(delivery)
        retention.erase("carla@example.org")
        for one in Subscriber.objects.filter(email="bert@example.org"):
            one.leave()

    monkeypatch.setattr(sending, "note_sent", note_and_erase)
    with a_mail_server(settings, slow=0.15) as server:
        sending.send_issues()

    assert server.receivers() == ["anna@example.org", "dora@example.org"]
    assert Issue.objects.get().status == "sent"
    assert sorted(issue.deliveries.values_list("status", flat=True)) == ["dropped", "sent", "sent"]
