"""Who gets an issue, and that one sender at a time sends each letter once, to a real mail server of this machine."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from newsletter import sending
from newsletter.delivery import write_down_receivers
from newsletter.models import Delivery, Issue
from newsletter.tests.factories import a_subscriber, a_waiting_subscriber, addresses, an_approved_issue, an_issue
from newsletter.tests.mail_server import a_mail_server
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


def test_everybody_on_the_list_gets_the_issue_once(settings):
    people = addresses(7)
    a_waiting_subscriber()
    issue = an_approved_issue()

    with a_mail_server(settings) as server:
        sending.send_issues()
        sending.send_issues()

    assert server.receivers() == people
    issue.refresh_from_db()
    assert (issue.status, issue.sent_count, issue.failed_count) == ("sent", 7, 0)


def test_a_draft_and_an_issue_of_tomorrow_stay_here(settings):
    addresses(2)
    an_issue(), an_approved_issue(send_at=timezone.now() + timedelta(days=1))

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert server.receivers() == []


def test_only_readers_of_its_topics_and_of_everything_get_it(settings):
    knees, food = a_topic(name="Knees"), a_topic(name="Food")
    a_subscriber("knees@example.org", topics=[knees])
    a_subscriber("both@example.org", topics=[knees, food])
    a_subscriber("food@example.org", topics=[food])
    a_subscriber("everything@example.org")
    an_approved_issue(topics=[food])

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert server.receivers() == ["both@example.org", "everything@example.org", "food@example.org"]


def test_who_pauses_left_or_rests_gets_nothing(settings):
    a_subscriber(paused_until=timezone.now() + timedelta(days=2))
    a_subscriber(rests_since=timezone.now())
    a_subscriber().leave()
    a_subscriber("anna@example.org")
    an_approved_issue()

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert server.receivers() == ["anna@example.org"]


def test_who_leaves_while_it_is_being_sent_gets_nothing_more(settings):
    anna, bert = a_subscriber("anna@example.org"), a_subscriber("bert@example.org")
    issue = an_approved_issue()
    issue.start()
    write_down_receivers(issue)
    bert.leave()

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert server.receivers() == [anna.email]
    assert issue.deliveries.get(subscriber=bert).status == "dropped"


def test_who_confirms_after_it_left_waits_for_the_next_one(settings):
    addresses(1)
    issue = an_approved_issue()
    issue.start()
    a_subscriber("late@example.org", confirmed_at=timezone.now() + timedelta(seconds=1))

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert "late@example.org" not in server.receivers()


def test_a_paused_issue_goes_on_where_it_was(settings):
    people = addresses(4)
    issue = an_approved_issue()
    issue.start()
    issue.pause()

    with a_mail_server(settings) as server:
        sending.send_issues()
        assert server.receivers() == []
        issue.go_on()
        sending.send_issues()

    assert server.receivers() == people


def test_pause_and_stop_take_hold_within_one_batch(settings, monkeypatch):
    monkeypatch.setattr(sending, "BATCH", 2)
    people = addresses(9)
    issue = an_approved_issue()
    issue.start()

    def send_then(step):
        batch = sending.send_batch

        def once(*args):
            answer = batch(*args)
            monkeypatch.setattr(sending, "send_batch", batch)
            getattr(Issue.objects.get(), step)()
            return answer

        monkeypatch.setattr(sending, "send_batch", once)
        sending.send_issues()

    with a_mail_server(settings) as server:
        send_then("pause")
        assert len(server.receivers()) == 2
        issue.go_on()
        send_then("stop")
        sending.send_issues()

    assert len(server.receivers()) == 4
    assert set(server.receivers()) < set(people)
    assert Issue.objects.get().status == "stopped"


@pytest.mark.parametrize(
    "sender",
    [f"{sending.HOST}:999999999:5:x", f"{sending.HOST}:{os.getpid()}:5:x"],
    ids=["no such process", "its number was given to another process"],
)
def test_a_sender_that_died_is_followed_by_another_who_goes_on(settings, sender):
    people = addresses(5)
    issue = an_approved_issue()
    issue.start()
    write_down_receivers(issue)
    Delivery.objects.filter(subscriber__email=people[0]).update(status="sent", sent_at=timezone.now())
    until = timezone.now() + timedelta(minutes=3)
    Issue.objects.update(sender=sender, sender_until=until)

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert server.receivers() == people[1:]


def test_while_a_sender_of_another_machine_is_at_it_nobody_else_is(settings):
    addresses(2)
    an_approved_issue().start()
    Issue.objects.update(sender="elsewhere:1:x", sender_until=timezone.now() + timedelta(minutes=1))

    with a_mail_server(settings) as server:
        sending.send_issues()
        assert server.receivers() == []
        Issue.objects.update(sender_until=timezone.now() - timedelta(seconds=1))
        sending.send_issues()

    assert len(server.receivers()) == 2


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_send_each_letter_once(settings):
    people = addresses(30)
    an_approved_issue()

    def work(_):
        try:
            sending.send_issues()
        finally:
            connection.close()

    with a_mail_server(settings) as server, ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(8)))

    assert server.receivers() == people


def test_the_letters_of_a_site_without_a_mail_server_are_made_as_well():
    people = addresses(3)
    an_approved_issue()

    sending.send_issues()

    assert sorted(message.to[0] for message in mail.outbox) == people
