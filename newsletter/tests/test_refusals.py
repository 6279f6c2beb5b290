"""A mail server that is down, slow, picky, or hangs up: nothing is lost, nothing comes twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsletter import sending
from newsletter.models import Delivery, Subscriber
from newsletter.progress import progress_of
from newsletter.refusals import MOST_TROUBLE, TRIES
from newsletter.tests.factories import a_subscriber, addresses, an_approved_issue
from newsletter.tests.mail_server import Behaviour, a_mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, params=[True, False], ids=["commands at once", "one by one"])
def _way_of_talking(request, monkeypatch):
    """Each test meets both kinds of mail servers."""
    monkeypatch.setattr(Behaviour, "pipelining", request.param)


def later(minutes=200):
    """The time of everything that was put off has come."""
    Delivery.objects.update(not_before=timezone.now() - timedelta(minutes=minutes))


def counts(issue):
    """(sent, waiting, failed, dropped) of an issue."""
    return progress_of(issue)[:4]


def test_an_address_that_is_unknown_fails_and_the_others_get_theirs(settings):
    people = addresses(5)
    issue = an_approved_issue()

    with a_mail_server(settings, refused=people[:1]) as server:
        sending.send_issues()

    assert server.receivers() == people[1:]
    assert list(issue.deliveries.filter(status="failed").values_list("error", "tries")) == [("550", 1)]
    assert Subscriber.objects.get(email=people[0]).refusals == 1


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("\u017fam@example.org", id="a name that is not ASCII"),
        pytest.param(f"sam@{'ä' * 60}.example", id="a place that cannot be coded"),
    ],
)
def test_an_address_that_cannot_be_written_to_fails_and_the_others_get_theirs(settings, address):
    before = addresses(2)
    a_subscriber(address)
    people = sorted(before + addresses(2))
    issue = an_approved_issue()

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert server.receivers() == people
    issue.refresh_from_db()
    assert (issue.status, counts(issue)) == ("sent", (4, 0, 1, 0))
    assert issue.deliveries.get(status="failed").error in ("UnicodeError", "UnicodeEncodeError")


def test_a_fault_in_the_settings_burns_no_letter(settings):
    people = addresses(2)
    issue = an_approved_issue()

    with a_mail_server(settings) as server:
        right, settings.EMAIL_HOST = settings.EMAIL_HOST, f"{'x' * 70}.example"
        with pytest.raises(UnicodeError):
            sending.send_issues()
        assert counts(issue) == (0, 2, 0, 0)
        settings.EMAIL_HOST = right
        sending.send_issues()

    assert server.receivers() == people


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


def test_a_server_that_says_that_it_closes_burns_nothing(settings):
    people = addresses(3)
    issue = an_approved_issue()

    with a_mail_server(settings, says="421 Closing for today") as server:
        sending.send_issues()
        assert (counts(issue), server.seen) == ((0, 3, 0, 0), 1)
        server.says = ""
        sending.send_issues()

    assert server.receivers() == people
    assert set(issue.deliveries.values_list("tries", flat=True)) == {1}


def test_a_line_that_begins_with_a_dot_arrives_whole(settings):
    (address,) = addresses(1)
    an_approved_issue(greeting="<p>Salt</p>\n<p>.. and pepper</p>\n<p>.</p>")

    with a_mail_server(settings) as server:
        sending.send_issues()

    text = server.message_to(address).get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert "\n.. and pepper\n" in text
    assert "\n.\n" in text


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
