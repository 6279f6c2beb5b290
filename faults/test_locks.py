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
    slowest, until = 0, time.monotonic() + 3
    while time.monotonic() < until:
        began = time.monotonic()
        status, _, _ = reader.open(f"/articles/?page=1&fresh={began}")
        slowest = max(slowest, time.monotonic() - began)
        assert status == 200
    waited = visitor.link == ""
    lock.execute("ROLLBACK")
    sender.join(timeout=30)

    assert waited, "the question did not have to wait: the lock held nobody"
    assert slowest < READING_TAKES
    assert visitor.broken == 0
    assert house.rows("SELECT COUNT(*) FROM advisor_enquiry WHERE email = ?", visitor.words()["email"]) == [(1,)]
    assert house.server_errors() == []
