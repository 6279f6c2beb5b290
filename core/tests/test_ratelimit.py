"""Limits hold over threads and forged headers, and say when to come again."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from core.ratelimit import RateCount, allow, network_of, purge
from core.tests.parallel import in_parallel

pytestmark = pytest.mark.django_db


def test_exactly_as_many_as_allowed_get_through():
    verdicts = [allow("ask", "reader", 3, 3600).allowed for _ in range(5)]

    assert verdicts == [True, True, True, False, False]


@pytest.mark.django_db(transaction=True)
def test_exactly_as_many_as_allowed_get_through_at_the_same_moment():
    verdicts = in_parallel(8, lambda _: [allow("ask", "reader", 5, 3600).allowed for _ in range(2)])

    assert sum(sum(pair) for pair in verdicts) == 5


def test_limits_are_counted_for_each_name_and_each_reader_apart():
    allow("ask", "reader", 1, 3600)

    assert allow("rate", "reader", 1, 3600).allowed
    assert allow("ask", "other", 1, 3600).allowed
    assert not allow("ask", "reader", 1, 3600).allowed


def test_a_refusal_says_when_the_next_try_can_succeed():
    allow("ask", "reader", 1, 3600)
    RateCount.objects.update(ends_at=timezone.now() + timedelta(seconds=100))

    verdict = allow("ask", "reader", 1, 3600)

    assert not verdict.allowed
    assert 98 <= verdict.retry_after <= 100


def test_after_the_window_one_may_again():
    allow("ask", "reader", 1, 3600)
    RateCount.objects.update(ends_at=timezone.now() - timedelta(seconds=1))

    verdicts = [allow("ask", "reader", 1, 3600).allowed for _ in range(2)]

    assert verdicts == [True, False]


def test_a_counter_holds_no_address():
    allow("ask", "192.0.2.17", 1, 3600)

    (row,) = RateCount.objects.all()

    assert "192" not in row.key
    assert len(row.key) == 40


def test_counters_whose_window_is_over_are_purged():
    allow("ask", "old", 1, 60)
    allow("ask", "new", 1, 3600)
    later = timezone.now() + timedelta(seconds=61)

    counted, removed = purge(later, dry_run=True), purge(later)

    assert (counted, removed, RateCount.objects.count()) == (1, 1, 1)


def a_request(address, forwarded=None):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


def test_a_forged_header_changes_nothing_when_there_is_no_proxy(settings):
    settings.PROXY_COUNT = 0

    assert network_of(a_request("192.0.2.17", "198.51.100.1")) == "192.0.2.0/24"


@pytest.mark.parametrize(
    ("forwarded", "network"),
    [
        ("198.51.100.7", "198.51.100.0/24"),
        ("203.0.113.9, 198.51.100.7", "198.51.100.0/24"),  # what stands before the last hop may be forged
        ("nonsense", "unknown"),
        (None, "192.0.2.0/24"),
    ],
)
def test_behind_one_proxy_the_hop_it_saw_counts(settings, forwarded, network):
    settings.PROXY_COUNT = 1

    assert network_of(a_request("192.0.2.17", forwarded)) == network


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.17", "192.0.2.0/24"),
        ("", "unknown"),
    ],
)
def test_an_address_is_taken_as_its_network(address, network):
    assert network_of(a_request(address)) == network
