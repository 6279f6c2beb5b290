"""The mail server is away, puts off, or hangs up: no letter is lost, none comes twice, and no form is slower."""

import sqlite3
import time
from contextlib import closing
from types import SimpleNamespace

import pytest

from faults.house import House, copy_of, free_port
from faults.visitor import FASTEST, Visitor
from newsletter.tests.mail_server import a_mail_server

FORM_TAKES = 2  # seconds at most, the promise


@pytest.fixture
def letterless_house(prepared, tmp_path):
    """An open site whose mail server is not there yet: (house, port that it is looked for at)."""
    port = free_port()
    house = House(copy_of(prepared, tmp_path / "data"), EMAIL_URL=f"smtp://127.0.0.1:{port}")
    house.start()
    yield house, port
    house.stop()


def test_while_the_mail_server_is_dead_forms_are_quick_and_afterwards_each_letter_comes_once(letterless_house):
    house, port = letterless_house
    visitors = [Visitor(house, number) for number in range(4)]
    for visitor in visitors:
        visitor.fetch_question_form(time.monotonic() + 60)
    time.sleep(FASTEST)

    slowest = max(seconds_to_send(visitor) for visitor in visitors)
    assert house.wait_for(lambda: attempts_in_vain(house) > 0, within=60), "nobody tried: the test proved nothing"
    addresses = [visitor.words()["email"] for visitor in visitors]
    with a_mail_server(SimpleNamespace(), port=port, put_off=addresses[:1], hangs_up_at=(2,)) as server:
        assert house.wait_for(lambda: ten_minutes_pass(house) or len(to_visitors(server)) >= 3, within=60)
        server.put_off.clear()
        assert house.wait_for(lambda: ten_minutes_pass(house) or len(to_visitors(server)) >= 4, within=60)
        time.sleep(1)  # for a second one that must not come

    assert slowest < FORM_TAKES
    assert to_visitors(server) == sorted(addresses)
    assert waiting_letters(house) == 0
    assert house.server_errors() == []


def to_visitors(server) -> list:
    """Who of the visitors got a letter, twice if they got two; the desk's own summary may be among the letters."""
    return [to for to in server.receivers() if to.endswith("@faults.example")]


def seconds_to_send(visitor) -> float:
    began = time.monotonic()
    visitor.send()
    return time.monotonic() - began


def attempts_in_vain(house) -> int:
    return house.rows("SELECT COALESCE(SUM(attempts), 0) FROM core_letter WHERE \"to\" LIKE '%@faults.example'")[0][0]


def waiting_letters(house) -> int:
    return house.rows("SELECT COUNT(*) FROM core_letter WHERE status <> 'sent' AND \"to\" LIKE '%@faults.example'")[0][
        0
    ]


def ten_minutes_pass(house) -> None:
    """What waits for its next try may try now."""
    with closing(sqlite3.connect(house.folder / "kneesite.sqlite3", timeout=30)) as database, database:
        database.execute("UPDATE core_letter SET not_before = created_at WHERE status = 'waiting'")
