"""Somebody else holds the database: writers wait, readers do not notice."""

import socket
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


def test_who_opened_a_connection_in_advance_does_not_wait_behind_a_writer(house):
    visitor = Visitor(house, 1)
    visitor.fetch_question_form(time.monotonic() + 30)
    time.sleep(FASTEST)
    opened = []
    for _ in range(20):  # one by one, so that a plain door would hand some to each worker
        opened.append(socket.create_connection(("127.0.0.1", house.port), timeout=20))
        time.sleep(0.05)
    lock = sqlite3.connect(house.folder / "kneesite.sqlite3", isolation_level=None)
    sender = threading.Thread(target=visitor.send)

    lock.execute("BEGIN IMMEDIATE")
    sender.start()
    time.sleep(0.2)
    began, answers = time.monotonic(), []
    for connection in opened:
        connection.sendall(b"GET /about/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        answers.append(connection.recv(12))
        connection.close()
    took = time.monotonic() - began
    lock.execute("ROLLBACK")
    sender.join(timeout=30)

    assert answers == [b"HTTP/1.1 200"] * len(opened)
    assert took < READING_TAKES
    assert visitor.link


def slowest_page(reader, seconds) -> float:
    """Reads pages that no cache holds, for so long; each must be there."""
    slowest, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        status, _, _ = reader.open(f"/articles/?page=1&fresh={began}")
        slowest = max(slowest, time.monotonic() - began)
        assert status == 200
    return slowest
