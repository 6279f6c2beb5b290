"""Somebody else holds the database: writers wait, readers do not notice."""

import sqlite3
import threading
import time

from faults.visitor import FASTEST, Visitor

READING_TAKES = 2  # seconds at most, the promise


def test_a_lock_of_three_seconds_is_waited_out_while_reading_goes_on(house):
    visitor, reader = Visitor(house, 1), Visitor(house, 2)
    visitor.fetch_question_form(time.monotonic() + 30)
    time.sleep(FASTEST)
    lock = sqlite3.connect(house.folder / "kneesite.sqlite3", isolation_level=None)
    sender = threading.Thread(target=visitor.send)

    lock.execute("BEGIN IMMEDIATE")
    sender.start()
    slowest = slowest_page(reader, 3)
    waited = visitor.link == ""
    lock.execute("ROLLBACK")
    sender.join(timeout=30)

    assert waited, "the question did not have to wait: the lock held nobody"
    assert slowest < READING_TAKES
    assert visitor.broken == 0
    assert house.rows("SELECT COUNT(*) FROM advisor_enquiry WHERE email = ?", visitor.words()["email"]) == [(1,)]
    assert house.server_errors() == []


def test_a_lock_of_seventeen_seconds_gives_a_clear_try_again_while_reading_goes_on(house):
    visitor, reader = Visitor(house, 1), Visitor(house, 2)
    visitor.fetch_question_form(time.monotonic() + 30)
    time.sleep(FASTEST)
    answers = []
    sender = threading.Thread(target=lambda: answers.append(visitor.open("/questions/ask/check/", visitor.form)))

    lock = sqlite3.connect(house.folder / "kneesite.sqlite3", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    sender.start()
    slowest = slowest_page(reader, 17)
    sender.join(timeout=30)
    lock.execute("ROLLBACK")

    status, _, page = answers[0]
    assert status == 503
    assert "please send it again in a minute" in page
    assert "Traceback" not in page + (house.folder / "house.log").read_text()
    assert slowest < READING_TAKES
    visitor.send()
    assert house.rows("SELECT COUNT(*) FROM advisor_enquiry WHERE email = ?", visitor.words()["email"]) == [(1,)]


def slowest_page(reader, seconds) -> float:
    """Reads pages that no cache holds, for so long; each must be there."""
    slowest, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        status, _, _ = reader.open(f"/articles/?page=1&fresh={began}")
        slowest = max(slowest, time.monotonic() - began)
        assert status == 200
    return slowest
