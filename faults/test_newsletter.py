"""kill -9 while an issue of the newsletter goes out: everybody gets it, nobody gets two different letters."""

import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, contextmanager
from types import SimpleNamespace

import pytest

from faults.house import TOP, House, copy_of
from newsletter.tests.mail_server import a_mail_server

READERS = 2000
MAKE_AN_ISSUE = f"""
from datetime import timedelta
from django.contrib.auth.models import User
from django.utils import timezone
from articles.models import Article
from newsletter.models import Issue, Subscriber
from newsletter.subscriber import address_key
from pictures.models import Picture
now = timezone.now()
Picture.objects.update(renditions_made_at=now)  # or each new worker would begin with pictures
people = [f"reader{{number}}@example.org" for number in range({READERS})]
Subscriber.objects.bulk_create(
    Subscriber(email=email, address_key=address_key(email), confirmed_at=now) for email in people
)
User.objects.update(email="")  # the server shall count letters of the issue only
writer, approver = (User.objects.create_user(name, is_staff=True) for name in ("wanda", "abel"))
issue = Issue.objects.create(
    subject="Soup weather", slug="soup-weather", greeting="<p>Hello.</p>", send_at=now, written_by=writer, changed_by=writer
)
issue.picks.create(article=Article.objects.published().first())
issue.approve(approver)
"""


@pytest.fixture
def mailing_house(prepared, tmp_path):
    """A site whose letters go to a mail server of this test, and whose worker the test itself starts: (house, server)."""
    options = SimpleNamespace()
    with a_mail_server(options) as server:
        address = f"smtp://{options.EMAIL_HOST}:{options.EMAIL_PORT}"
        house = House(copy_of(prepared, tmp_path / "data"), EMAIL_URL=address)
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", MAKE_AN_ISSUE]
        subprocess.run(command, cwd=TOP, env=house.environment, check=True, capture_output=True)
        yield house, server


def test_everybody_gets_an_issue_once_while_the_worker_is_killed_again_and_again(mailing_house, is_short):
    house, server = mailing_house
    kills = 5 if is_short else 50
    every = READERS // (kills + 1)

    for number in range(1, kills + 1):
        with a_worker(house) as worker:
            wait_until(lambda: len(server.letters) >= number * every)  # noqa: B023 (waited for in this round)
            worker.kill()
        let_time_pass(house)
    with a_worker(house) as worker:
        wait_until(lambda: house.rows("SELECT status FROM newsletter_issue WHERE slug = 'soup-weather'") == [("sent",)])
        worker.terminate()

    numbers = server.message_ids()
    assert sorted(numbers) == sorted(f"reader{number}@example.org" for number in range(READERS))
    assert {len(ids) for ids in numbers.values()} == {1}, "one letter came under two numbers"
    # between the server's "250" and our note a death sends a letter again; receivers merge it by its number
    again = sum(count - 1 for count in Counter(server.receivers()).values())
    assert again <= kills
    assert house.rows("SELECT status, COUNT(*) FROM newsletter_delivery GROUP BY 1") == [("sent", READERS)]
    assert house.rows("PRAGMA integrity_check") == [("ok",)]


def let_time_pass(house):
    """A job of a worker that died may begin again after half a minute; fifty times that would be long to wait."""
    with closing(sqlite3.connect(house.folder / "kneesite.sqlite3", timeout=30)) as database, database:
        database.execute("UPDATE core_jobrun SET busy_until = NULL")


@contextmanager
def a_worker(house):
    """The background worker, until it is killed or told to end."""
    with open(house.folder / "worker.log", "a") as log:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "work"], cwd=TOP, env=house.environment, stdout=log, stderr=log
        )
        try:
            yield worker
        finally:
            worker.wait(timeout=60)


def wait_until(condition, within=300):
    """Comes back as soon as it is true."""
    until = time.monotonic() + within
    while not condition():
        assert time.monotonic() < until, "the worker sends nothing any more"
        time.sleep(0.005)
