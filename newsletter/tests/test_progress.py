"""How far an issue is, as the staff reads it: numbers, speed, time left, and what holds it up."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from newsletter.delivery import write_down_receivers
from newsletter.models import Delivery, Issue
from newsletter.progress import progress_of, why_failed
from newsletter.tests.desk import page_of
from newsletter.tests.factories import addresses, an_approved_issue, an_approver

pytestmark = pytest.mark.django_db


def an_issue_on_its_way(number=4):
    """It has just begun, and nobody has it yet."""
    addresses(number)
    issue = an_approved_issue()
    issue.start()
    write_down_receivers(issue)
    return issue


def mark(issue, *numbers, **values):
    """Writes down what became of some letters, by their place in the order."""
    keys = list(issue.deliveries.order_by("pk").values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=[keys[number] for number in numbers]).update(**values)


def test_progress_is_told_in_one_sentence():
    issue, now = an_issue_on_its_way(), timezone.now()
    mark(issue, 0, status="sent", sent_at=now - timedelta(seconds=59))
    mark(issue, 1, status="failed")
    mark(issue, 2, status="dropped")

    assert progress_of(issue, now).sentence() == (
        "1 sent, 1 waiting, 1 failed, 1 left or paused meanwhile · 1 a minute · about 1 minute left"
    )


def test_the_speed_of_the_first_seconds_is_told_by_those_seconds():
    issue, now = an_issue_on_its_way(number=30), timezone.now()
    mark(issue, *range(5), status="sent", sent_at=now - timedelta(seconds=10))

    progress = progress_of(issue, now)

    assert (progress.a_minute, progress.minutes_left) == (30, 1)


def test_a_single_letter_of_this_moment_promises_no_wonders():
    issue, now = an_issue_on_its_way(number=30), timezone.now()
    mark(issue, 0, status="sent", sent_at=now)

    assert progress_of(issue, now).a_minute == 12


@pytest.mark.parametrize("step", ["pause", "stop"])
def test_a_letter_that_stands_still_promises_no_time(step):
    issue = an_issue_on_its_way()
    mark(issue, 0, status="sent", sent_at=timezone.now())
    assert " a minute" in progress_of(issue).sentence()

    getattr(issue, step)()

    assert " a minute" not in progress_of(issue).sentence()


def test_letters_that_are_put_off_say_when_they_are_tried_again():
    issue, later = an_issue_on_its_way(), timezone.now() + timedelta(minutes=20)
    mark(
        issue, 0, 1, 2, status="sent", sent_at=timezone.now()
    )  # a moment ago: their speed says nothing about the last one
    mark(issue, 3, error="451", tries=1, not_before=later)

    at = date_format(timezone.localtime(later), "H:i")
    assert progress_of(issue).sentence() == (
        f"3 sent, 1 waiting, 0 failed · the mail server puts them off; tried again at {at}"
    )


def test_a_mail_server_that_is_away_is_told():
    issue = an_issue_on_its_way()
    assert progress_of(issue).sentence() == "0 sent, 4 waiting, 0 failed"

    mark(issue, 0, error="ConnectionRefusedError")

    assert progress_of(issue).sentence() == (
        "0 sent, 4 waiting, 0 failed · the mail server did not take the last ones (ConnectionRefusedError); "
        "they are tried again by themselves"
    )


def test_progress_costs_the_same_whatever_the_number(django_assert_num_queries):
    issue = an_issue_on_its_way()
    for seconds in (120, 0):  # before any has left, and meanwhile
        mark(issue, 0, status="sent", sent_at=timezone.now() - timedelta(seconds=seconds))

        with django_assert_num_queries(3):
            progress_of(issue)

    mark(issue, 0, 1, 2, 3, status="waiting", not_before=timezone.now() + timedelta(hours=1))

    with django_assert_num_queries(3):
        progress_of(issue)


def test_why_letters_failed_is_told_in_words():
    issue = an_issue_on_its_way(number=6)
    mark(issue, 0, 1, status="failed", error="550")
    mark(issue, 2, status="failed", error="451")
    mark(issue, 3, status="failed", error="SMTPDataError")

    assert why_failed(issue) == (
        "2 × 550 (refused by the mail server), 1 × 451 (put off each time it was tried), 1 × SMTPDataError"
    )


def test_the_page_shows_only_what_says_something_in_this_state(client):
    issue = an_issue_on_its_way()
    client.force_login(an_approver())
    page = client.get(page_of(issue)).content.decode()
    assert '<span data-on-its-way="sending">Being sent</span>' in page  # the script looks for it
    assert "Before it can be approved" not in page
    assert "Failed letters" not in page

    mark(issue, 0, status="failed", error="550")
    page = client.get(page_of(issue)).content.decode()

    assert "1 × 550 (refused by the mail server)" in page


def test_a_letter_that_leaves_in_a_moment_is_looked_after_too(client):
    client.force_login(an_approver())
    now, later = an_approved_issue(), an_approved_issue(send_at=timezone.now() + timedelta(days=1))

    pages = [client.get(page_of(issue)).content.decode() for issue in (now, later)]

    assert '<span data-on-its-way="approved">Leaves within a minute</span>' in pages[0]
    assert "data-on-its-way" not in pages[1]


def test_a_letter_of_former_times_does_not_say_that_it_went_to_nobody(client):
    issue = Issue.objects.create(subject="Old", slug="old", greeting="<p>Hello.</p>")
    issue.bring_in_as_sent(timezone.now())
    client.force_login(an_approver())

    page = client.get(page_of(issue)).content.decode()

    assert "It was brought in as sent; no letter left from here." in page
    assert "0 sent" not in page


def test_stopping_for_good_asks_once_more_and_says_what_it_means(client):
    going, waiting = an_issue_on_its_way(), an_approved_issue(send_at=timezone.now() + timedelta(days=1))
    client.force_login(an_approver())

    boxes = [
        client.get(page_of(issue))
        .content.decode()
        .partition('<summary class="button">Stop for good</summary>')[2][:400]
        for issue in (going, waiting)
    ]

    assert all("Yes, stop it for good" in box for box in boxes)
    assert "Who has it, has it." in boxes[0]
    assert "Nobody gets it, ever." in boxes[1]
