"""An issue of the newsletter to 100,000 readers: memory to queue it, letters a second beside a bare smtplib loop, pages meanwhile."""

import os
import re
import smtplib
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing

from bench.load import measure
from bench.pages import uncompressed
from faults.house import TOP, House, children_of, free_port

READERS = int(os.environ.get("READERS", "100000"))
ROUNDS, OURS, BARE = 3, 12, 6  # in turns, as the machine has other things to do; seconds of each
MAKE = """
from datetime import timedelta
from django.contrib.auth.models import User
from django.utils import timezone
from articles.models import Article
from newsletter.models import Issue, Subscriber
now = timezone.now()
for first in range(0, {readers}, 5000):
    Subscriber.objects.bulk_create(
        Subscriber(email=f"reader{{n}}@example.org", address_key=f"reader {{n}}", confirmed_at=now)
        for n in range(first, min(first + 5000, {readers}))
    )
writer, approver = (User.objects.create_user(name, is_staff=True) for name in ("wanda", "abel"))
issue = Issue.objects.create(
    subject="Soup weather", slug="soup", greeting="<p>Hello.</p>", send_at=now + timedelta(days=9), written_by=writer
)
for place, article in enumerate(Article.objects.published()[:4]):
    issue.picks.create(article=article, order=place)
issue.approve(approver)
"""
LETTER = """
import sys
from newsletter.letter import prepare
from newsletter.models import Issue
sys.stdout.write(prepare(Issue.objects.get(slug="soup")).raw.decode())
"""
QUEUE = """
import time
from resource import RUSAGE_SELF, getrusage
from newsletter.delivery import write_down_receivers
from newsletter.models import Issue
issue = Issue.objects.get(slug="soup")
issue.start()
before, began = getrusage(RUSAGE_SELF).ru_maxrss, time.perf_counter()
write_down_receivers(issue)
seconds, peak = time.perf_counter() - began, getrusage(RUSAGE_SELF).ru_maxrss
more = (peak - before) / 1024
print(f"queued {issue.deliveries.count():,} in {seconds:.1f} s: {more:.1f} MB more memory, {peak / 1024:.0f} MB at most")
"""


def run():
    with tempfile.TemporaryDirectory(prefix="kneesite-bench-") as folder:
        port = free_port()
        sink = subprocess.Popen([sys.executable, "-m", "bench.mail_sink", str(port)], cwd=TOP)
        house = House(folder, EMAIL_URL=f"smtp://127.0.0.1:{port}")
        try:
            house.start()
            report(house, port)
        finally:
            house.stop()
            sink.terminate()
            sink.wait(timeout=20)


def report(house, port):
    """The numbers of one run, as lines."""
    wait_for_pictures(house)
    shell(house, MAKE.format(readers=READERS))
    quiet, letter = page_time(house), shell(house, LETTER).encode()
    print(shell(house, QUEUE).strip())
    rounds = [(our_rate(house), bare_rate(port, letter)) for _ in range(ROUNDS)]
    set_status(house, "sending")
    wait_for_a_letter(house)
    before, began = sent(house), time.perf_counter()
    busy = page_time(house)
    meanwhile = (sent(house) - before) / (time.perf_counter() - began)
    ours, bare = (sum(rates) / ROUNDS for rates in zip(*rounds, strict=True))
    print(f"{'letters a second, ours':<32}{ours:>9.0f}")
    print(f"{'letters a second, bare smtplib':<32}{bare:>9.0f}   ours is {ours / bare:.0%} of it")
    print(f"{'article, median ms, quiet':<32}{quiet:>9.1f}")
    print(f"{'article, median ms, sending':<32}{busy:>9.1f}   {busy / quiet:.1f} times")
    print(f"{'letters a second meanwhile':<32}{meanwhile:>9.0f}")


def wait_for_pictures(house, within=900):
    """The worker of a new site makes renditions first; they would share its time."""
    until = time.monotonic() + within
    while house.rows("SELECT COUNT(*) FROM pictures_picture WHERE renditions_made_at IS NULL") != [(0,)]:
        if time.monotonic() > until:
            sys.exit("The pictures of the demo were not ready in time; the machine is too busy for a benchmark.")
        time.sleep(1)


def shell(house, code) -> str:
    """Runs Python inside the site."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    done = subprocess.run(command, cwd=TOP, env=house.environment, check=True, capture_output=True, text=True)
    return done.stdout


def sent(house) -> int:
    """How many letters are noted as sent."""
    return house.rows("SELECT COUNT(*) FROM newsletter_delivery WHERE status = 'sent'")[0][0]


def our_rate(house) -> float:
    """Letters a second of the worker, its pauses and other jobs included."""
    set_status(house, "sending")
    wait_for_a_letter(house)
    before, began = sent(house), time.perf_counter()
    time.sleep(OURS)
    rate = (sent(house) - before) / (time.perf_counter() - began)
    set_status(house, "paused")
    time.sleep(1)  # the batch at hand is the last
    return rate


def set_status(house, status):
    """As the buttons "Go on" and "Pause" do."""
    with closing(sqlite3.connect(house.folder / "kneesite.sqlite3", timeout=30)) as database, database:
        database.execute("UPDATE newsletter_issue SET status = ? WHERE slug = 'soup'", [status])


def wait_for_a_letter(house):
    """The worker looks every two seconds."""
    before = sent(house)
    if before == READERS:
        sys.exit("Everybody has the letter already. Please take more readers: READERS=100000.")
    while sent(house) == before:
        time.sleep(0.05)


def page_time(house) -> float:
    """The median time of an article from the page cache, in milliseconds."""
    (web,) = children_of(house.keeper.pid, "gunicorn")
    article = re.search(rb'href="(/articles/(?!feed/)[a-z0-9-]+/)"', uncompressed(house.port, "/articles/"))[1].decode()
    measure(house.port, lambda: article, 0.5, web)
    return measure(house.port, lambda: article, 5, web).median


def bare_rate(port, raw) -> float:
    """The yardstick: the same bytes over one connection, with nothing to note."""
    raw, number, began = raw.replace(b"\n", b"\r\n"), 0, time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as server:
        while time.perf_counter() - began < BARE:
            server.sendmail("letters@example.org", [f"reader{number}@example.org"], raw)
            number += 1
    return number / (time.perf_counter() - began)
