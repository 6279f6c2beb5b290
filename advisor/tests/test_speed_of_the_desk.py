"""No query of the desk, of asking, or of the retention scans a table: the planner says so, on both databases."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisor import emails, numbers, retention, speed
from advisor.admin.queues import QUEUES
from advisor.erasing import wipe_if_erased
from advisor.models import Enquiry, Question
from advisor.tests.factories import a_question, an_advisor, an_answered_enquiry, an_enquiry, follow_url
from topics.tests.factories import a_topic

BIG = ("advisor_enquiry", "advisor_question", "advisor_questionword", "advisor_wordcount", "core_letter")


@pytest.fixture
def some_rows(db):
    """A few rows of each kind. No ANALYZE: a planner that knows how few they are would rightly scan them."""
    a_topic("Knees")
    for number in range(5):
        an_enquiry(f"New {number}")
        an_answered_enquiry(f"Answered {number}", publish_consent_at=timezone.now())
        a_question(f"Why do knees creak {number}?")


def scans_of(queries) -> list[str]:
    """SELECTs among the captured queries whose plan reads a big table from end to end."""
    found = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        for query in queries:
            if not query["sql"].startswith("SELECT"):
                continue
            cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{query['sql']}")
            plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
            found += [f"{line}\n{query['sql']}" for line in plan.splitlines() if is_scan(line)]
    return found


def is_scan(line) -> bool:
    """A whole table, by itself or through an index that narrows nothing."""
    sqlite = re.search(r"SCAN (\w+)", line)
    postgres = re.search(r"Seq Scan on (\w+)", line)
    table = (sqlite or postgres) and (sqlite or postgres).group(1)
    return bool(table) and any(table.startswith(name) for name in BIG)


def watch(act):
    """Scans of everything that `act()` asks."""
    with CaptureQueriesContext(connection) as context:
        act()
    return scans_of(context.captured_queries)


def test_the_watch_sees_a_scan(some_rows):
    assert watch(lambda: list(Enquiry.objects.filter(how_long="weeks"))) != []


@pytest.mark.parametrize("queue", QUEUES)
def test_no_queue_of_the_desk_scans_a_table(client, some_rows, queue):
    client.force_login(an_advisor())

    assert watch(lambda: client.get(f"/admin/advisor/enquiry/?queue={queue}")) == []


@pytest.mark.parametrize("query", ["q=creak", "q=3", "sign=3", "topic__id__exact=1"])
def test_no_search_and_no_filter_of_the_desk_scans_a_table(client, some_rows, query):
    client.force_login(an_advisor())

    assert watch(lambda: client.get(f"/admin/advisor/enquiry/?{query}")) == []


def test_the_question_beside_its_answer_scans_no_table(client, some_rows):
    client.force_login(an_advisor())
    enquiry = Enquiry.objects.open().first()

    assert watch(lambda: client.get(f"/admin/advisor/enquiry/{enquiry.pk}/change/")) == []


def test_the_private_page_and_asking_scan_no_table(client, some_rows):
    enquiry = Enquiry.objects.open().first()

    assert watch(lambda: client.get(follow_url(enquiry))) == []
    assert watch(lambda: client.get("/questions/ask/")) == []
    assert watch(lambda: (speed.sentence(), speed.reopens_on())) == []
    assert watch(lambda: Question.objects.like("my knees creak on the stairs")) == []


def test_what_the_worker_does_scans_no_table(some_rows):
    now = timezone.now() + timedelta(days=100)

    for act in (
        lambda: numbers.waiting(),
        lambda: emails.summary_lines(),
        lambda: wipe_if_erased(),
        lambda: retention.purge_addresses(now, dry_run=True),
        lambda: retention.purge_texts(now, dry_run=True),
        lambda: retention.purge_spam(now, dry_run=True),
        lambda: retention.purge_unanswered(now, dry_run=True),
    ):
        assert watch(act) == []
