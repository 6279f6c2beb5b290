"""What bench/desk.py runs for one engine: fills the desk, opens its pages, prints queries, milliseconds and scans."""

import random
import re
import sys
import time
import uuid
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402 (settings first)
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from advisor.models import Enquiry, Question  # noqa: E402
from advisor.tests.factories import an_advisor  # noqa: E402
from bench.similar_questions import fill as fill_questions  # noqa: E402
from topics.tests.factories import a_topic  # noqa: E402

DESK = "/admin/advisor/enquiry/"
PAGES = ["", "?queue=new", "?queue=mine", "?queue=waiting", "?queue=overdue", "?queue=publish", "?queue=held"]
PAGES += ["?queue=declined", "?queue=answered", "?q=stairs", "?q=77", "?sign=3", "?topic__id__exact=1"]
AT_ONCE, TRIES, MOST_QUERIES = 5_000, 5, 11
# of a thousand questions: what stands where; the rest is answered
OPEN = {"new": 1, "waiting": 1, "held": 1}
BIG = ("advisor_enquiry", "advisor_question", "advisor_questionword", "core_letter")


def main():
    number = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    setup_test_environment()  # "testserver" is a host name then
    advisor = an_advisor("sam")
    fill_questions(random.Random(20261128))
    fill(number, advisor)
    client = Client()
    client.force_login(advisor)
    print(f"\n{connection.vendor}: {Enquiry.objects.count():,} private, {Question.objects.count():,} public questions")
    print(f"{'page':<26}{'queries':>8}{'median ms':>11}{'  reads a whole table'}")
    for page in [*PAGES, f"{Enquiry.objects.filter(status='new').first().pk}/change/"]:
        row(client, page)


def fill(number, advisor):
    """A desk after years: a few questions are open, most were answered and are forgotten but for their tombstone."""
    topics = [a_topic(name) for name in ("Knees", "Hips", "Back", "Shoulders")]
    now = timezone.now()
    for start in range(0, number, AT_ONCE):
        Enquiry.objects.bulk_create(an_enquiry(at, topics, advisor, now) for at in range(start, start + AT_ONCE))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def an_enquiry(at, topics, advisor, now):
    received = now - timedelta(minutes=2 * at)
    fields = {
        "uuid": uuid.uuid4(), "submission_key": uuid.uuid4(), "topic": topics[at % 4], "received_at": received,
        "due_at": received + timedelta(days=5), "health_consent_at": received,
        "publish_consent_at": received if at % 3 else None,
    }  # fmt: skip
    status = ("new", "waiting", "held")[at % 1000] if at % 1000 < 3 else ("declined" if at % 20 == 7 else "answered")
    if status not in OPEN:
        fields |= {"closed_at": received + timedelta(days=2), "answered_by": advisor}
        fields |= {"decline_reason": "see_someone"} if status == "declined" else {}
    if status not in OPEN and at > 65_000:  # ninety days ago
        return Enquiry(status=status, erased_at=received + timedelta(days=92), **fields)
    words = {"question": f"Why do my knees click on the stairs, number {at}?", "details": "They click. " * 20}
    return Enquiry(status=status, urgency=at % 5 if status in OPEN else 0, **words, **fields)


def row(client, page):
    times = []
    for _ in range(TRIES):
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as context:
            answer = client.get(DESK + page)
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, (page, answer.status_code)
    queries = [query["sql"] for query in context.captured_queries]
    scans = sorted({table for sql in queries if sql.startswith("SELECT") for table in scanned(sql)})
    # the page of one question is not the desk: it has its texts beside it
    many = " (too many)" if len(queries) > MOST_QUERIES and "change" not in page else ""
    print(f"{page or 'to do':<26}{len(queries):>8}{sorted(times)[TRIES // 2]:>11.1f}  {', '.join(scans) or '-'}{many}")


def scanned(sql) -> set:
    """The big tables that the planner would read from end to end."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}")
        plan = "\n".join(str(line[-1]) for line in cursor.fetchall())
    return {table for table in re.findall(r"(?:SCAN|Seq Scan on) (\w+)", plan) if table in BIG}


if __name__ == "__main__":
    main()
