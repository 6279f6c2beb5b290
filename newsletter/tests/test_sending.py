"""Sending for real, to a mail server of this machine that is well, down, slow, picky, or hangs up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from newsletter import sending
from newsletter.delivery import progress_of, purge, write_down_receivers
from newsletter.models import Delivery, Issue, Subscriber
from newsletter.refusals import MOST_TROUBLE, TRIES
from newsletter.tests.factories import a_subscriber, a_waiting_subscriber, an_approved_issue, an_issue
from newsletter.tests.mail_server import a_mail_server
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


def addresses(number):
    """That many people on the list; gives their addresses, sorted."""
    return sorted(a_subscriber().email for _ in range(number))


def counts(issue):
    """(sent, waiting, failed, dropped) of an issue."""
    return progress_of(issue)[:4]


def later(minutes=200):
    """The time of everything that was put off has come."""
    Delivery.objects.update(not_before=timezone.now() - timedelta(minutes=minutes))


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


def test_an_address_that_is_unknown_fails_and_the_others_get_theirs(settings):
    people = addresses(5)
    issue = an_approved_issue()

    with a_mail_server(settings, refused=people[:1]) as server:
        sending.send_issues()

    assert server.receivers() == people[1:]
    assert list(issue.deliveries.filter(status="failed").values_list("error", "tries")) == [("550", 1)]
    assert Subscriber.objects.get(email=people[0]).refusals == 1


def test_after_three_refused_issues_an_address_rests(settings):
    (address,) = addresses(1)

    with a_mail_server(settings, refused=[address]):
        for _ in range(3):
            an_approved_issue()
            sending.send_issues()

    subscriber = Subscriber.objects.get()
    assert subscriber.rests_since is not None
    assert list(Subscriber.objects.reachable()) == []


def test_a_letter_that_is_taken_makes_earlier_refusals_forgotten(settings):
    a_subscriber(refusals=2)
    an_approved_issue()

    with a_mail_server(settings):
        sending.send_issues()

    assert Subscriber.objects.get().refusals == 0


def test_a_resting_address_comes_back_by_signing_up_and_confirming():
    subscriber = a_subscriber("anna@example.org", rests_since=timezone.now(), refusals=3)

    Subscriber.objects.sign_up("anna@example.org", [], "/newsletter/")
    subscriber.confirm()

    assert list(Subscriber.objects.reachable()) == [subscriber]


def test_an_address_that_is_put_off_is_tried_again_and_then_given_up(settings):
    people = addresses(3)
    issue = an_approved_issue()

    with a_mail_server(settings, put_off=people[:1]) as server:
        for _ in range(TRIES + 2):
            sending.send_issues()
            later()

    assert server.receivers() == people[1:]
    issue.refresh_from_db()
    assert (issue.status, issue.failed_count) == ("sent", 1)
    assert Subscriber.objects.get(email=people[0]).refusals == 0


def test_an_address_that_is_put_off_once_gets_it_the_second_time(settings):
    people = addresses(3)
    an_approved_issue()

    with a_mail_server(settings, put_off=people[:1]) as server:
        sending.send_issues()
        server.put_off.clear()
        sending.send_issues()
        assert server.receivers() == people[1:]  # it waits its ten minutes
        later()
        sending.send_issues()

    assert server.receivers() == people


def test_while_the_server_is_down_nothing_is_burned(settings):
    people = addresses(4)
    issue = an_approved_issue()
    with a_mail_server(settings):
        pass  # its port is free again: nobody answers

    for _ in range(6):
        sending.send_issues()
    assert counts(issue) == (0, 4, 0, 0)
    assert set(issue.deliveries.values_list("tries", flat=True)) == {0}

    with a_mail_server(settings) as server:
        sending.send_issues()
    assert server.receivers() == people


def test_a_connection_that_drops_costs_one_letter_a_wait_and_doubles_none(settings):
    people = addresses(6)
    an_approved_issue()

    with a_mail_server(settings, hangs_up_at=[3]) as server:
        for _ in range(4):
            sending.send_issues()
            later()

    assert server.receivers() == people


def test_a_server_that_refuses_the_letter_itself_makes_the_issue_pause(settings):
    addresses(MOST_TROUBLE + 5)
    issue = an_approved_issue()

    with a_mail_server(settings, says="554 This is spam") as server:
        sending.send_issues()
        sending.send_issues()

    issue.refresh_from_db()
    assert (issue.status, issue.trouble) == ("paused", "the mail server refuses the letter (554)")
    assert server.seen == MOST_TROUBLE
    assert Subscriber.objects.filter(refusals__gt=0).count() == 0


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


def test_a_slow_server_is_left_after_the_time_of_a_run_and_the_rest_comes_next(settings, monkeypatch):
    monkeypatch.setattr(sending, "BATCH", 1)
    monkeypatch.setattr(sending, "A_RUN", 0.5)
    people = addresses(4)
    an_approved_issue()

    with a_mail_server(settings, slow=0.3) as server:
        sending.send_issues()
        assert 0 < len(server.receivers()) < 4
        for _ in range(4):
            sending.send_issues()

    assert server.receivers() == people


def test_a_sender_that_died_is_followed_by_another_who_goes_on(settings):
    people = addresses(5)
    issue = an_approved_issue()
    issue.start()
    write_down_receivers(issue)
    Delivery.objects.filter(subscriber__email=people[0]).update(status="sent", sent_at=timezone.now())
    until = timezone.now() + timedelta(minutes=3)
    Issue.objects.update(sender=f"{sending.HOST}:999999999:x", sender_until=until)  # no such process any more

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
