"""`manage.py work` does what is due until it is stopped, and lets readers' pages go first."""

import os
import signal

from django.core.management import call_command

from core import worker
from kneesite.management.commands import work


def test_the_worker_is_polite_to_the_web_server_before_its_first_job_and_ends_after_the_job_at_hand(monkeypatch):
    happened, before = [], {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setattr(os, "nice", lambda more: happened.append(f"nice {more}"))

    def job():
        happened.append("a job")
        os.kill(os.getpid(), signal.SIGTERM)
        happened.append("done")

    monkeypatch.setattr(worker, "run_due_jobs", job)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    try:
        call_command("work")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

    assert happened == ["nice 10", "a job", "done"]


def test_one_round_by_hand_is_not_slowed_down(monkeypatch):
    happened = []
    monkeypatch.setattr(os, "nice", lambda more: happened.append(f"nice {more}"))
    monkeypatch.setattr(worker, "run_all_jobs", lambda: happened.append("all jobs"))

    call_command("work", "--once")

    assert happened == ["all jobs"]
