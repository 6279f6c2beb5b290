"""kill -9 in the middle of things: what was acknowledged is there, once, and the site comes back by itself."""

import os
import random
import signal
import threading
import time

from faults.house import children_of
from faults.visitor import FASTEST, Visitor

AT_ONCE = 8  # visitors who press "send" in the same moment
BACK_WITHIN = 5  # seconds, the promise


def test_no_question_is_lost_or_doubled_when_the_web_server_is_killed(house, is_short):
    kills = 10 if is_short else 100
    visitors = [Visitor(house, number) for number in range(kills * AT_ONCE)]
    ready(visitors)
    dice = random.Random(20261128)

    absences = []
    for wave in waves(visitors):
        senders = [threading.Thread(target=visitor.send) for visitor in wave]
        victims = children_of(house.keeper.pid, "gunicorn")  # looked up before: it takes longer than an answer
        for sender in senders:
            sender.start()
        time.sleep(dice.uniform(0, 0.03))
        for pid in victims:
            os.killpg(pid, signal.SIGKILL)
        absences.append(house.wait_until_open(within=30))
        for sender in senders:
            sender.join(timeout=60)

    kept = dict(
        house.rows("SELECT question, COUNT(*) FROM advisor_enquiry WHERE email LIKE '%@faults.example' GROUP BY 1")
    )
    assert kept == {visitor.words()["question"]: 1 for visitor in visitors}
    assert len({visitor.link for visitor in visitors}) == len(visitors)
    assert house.rows("PRAGMA integrity_check") == [("ok",)]
    assert max(absences) < BACK_WITHIN
    assert house.server_errors() == []
    assert sum(visitor.broken for visitor in visitors) > 0, "no kill hit anybody: the test proved nothing"


def test_each_acknowledged_question_gets_its_letter_when_the_worker_is_killed(house, is_short):
    kills = 5 if is_short else 50
    visitors = [Visitor(house, number) for number in range(kills * 4)]
    ready(visitors)

    for visitor in visitors:
        visitor.send()
        if visitor.number % 4 == 0:
            house.kill_worker()
    letters = house.letters_to(len(visitors), within=60)

    assert sorted(letters) == sorted(visitor.words()["email"] for visitor in visitors)
    assert all(len(ids) == 1 for ids in letters.values()), "the same event was told under two Message-IDs"


def test_a_dead_worker_is_started_again(house):
    (before,) = children_of(house.keeper.pid, "manage.py work")

    house.kill_worker()

    assert house.wait_for(lambda: children_of(house.keeper.pid, "manage.py work") not in ([], [before]), within=15)


def test_the_site_stops_cleanly_and_leaves_nobody_behind(house):
    children = children_of(house.keeper.pid, "")

    code = house.stop()

    assert len(children) == 2
    assert code == 0
    assert not house.answers()
    assert [pid for pid in children if house.lives(pid)] == []


def ready(visitors):
    """Every visitor has the form before them for as long as a person needs to fill it in."""
    until = time.monotonic() + 120
    for visitor in visitors:
        visitor.fetch_question_form(until)
    time.sleep(FASTEST)


def waves(visitors):
    return [visitors[start : start + AT_ONCE] for start in range(0, len(visitors), AT_ONCE)]
