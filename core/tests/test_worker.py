"""Jobs run when they are due, by one worker at a time, and none stops the others."""

from datetime import timedelta
from threading import Barrier, Event

import pytest
from django.utils import timezone

from core import worker
from core.tests.parallel import in_parallel
from core.worker import LEASE, JobRun

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_jobs(monkeypatch):
    for name in ("_jobs", "_purges"):
        monkeypatch.setattr(worker, name, {})
    for name in ("_erasers", "_exporters"):
        monkeypatch.setattr(worker, name, [])


def long_ago():
    JobRun.objects.update(started_at=timezone.now() - timedelta(hours=1))


def test_a_job_runs_when_its_time_has_come_and_not_before():
    ran = []
    worker.register_job("count", lambda: ran.append(1), every=60)

    worker.run_due_jobs()
    worker.run_due_jobs()
    long_ago()
    worker.run_due_jobs()

    assert len(ran) == 2


def test_a_job_that_fails_stops_neither_the_others_nor_its_next_run(caplog):
    ran = []
    worker.register_job("fails", lambda: ran.append("fails") or 1 / 0, every=60)
    worker.register_job("works", lambda: ran.append("works"), every=60)

    worker.run_due_jobs()
    JobRun.objects.update(busy_until=timezone.now() - timedelta(seconds=1))
    long_ago()
    worker.run_due_jobs()

    assert ran == ["fails", "works"] * 2
    assert caplog.messages == ["Job fails failed"] * 2


def test_all_jobs_have_their_turn_before_the_first_error_is_told():
    ran = []
    worker.register_job("fails", lambda: 1 / 0, every=60)
    worker.register_job("works", lambda: ran.append("works"), every=60)

    with pytest.raises(ZeroDivisionError):
        worker.run_all_jobs()

    assert ran == ["works"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_take_the_same_job():
    barrier, ran = Barrier(2), []
    worker.register_job("once", lambda: ran.append(1), every=60)
    (job,) = worker._jobs.values()

    def take(_):
        barrier.wait(timeout=10)
        return worker._take(job)

    taken = in_parallel(2, take)

    assert sorted(taken) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_takes_long_is_not_run_by_a_second_worker_meanwhile():
    running, goes_on, ran = Event(), Event(), []

    def slow():
        ran.append(1)
        running.set()
        goes_on.wait(timeout=10)

    worker.register_job("slow", slow, every=0)

    def work(index):
        if index:
            running.wait(timeout=10)
            worker.run_due_jobs()
            goes_on.set()
        else:
            worker.run_due_jobs()

    in_parallel(2, work)

    assert len(ran) == 1


def test_the_job_of_a_worker_that_died_is_taken_up_again():
    worker.register_job("job", lambda: None, every=5)
    (job,) = worker._jobs.values()
    worker._take(job)
    long_ago()

    taken_meanwhile = worker._take(job)
    JobRun.objects.update(busy_until=timezone.now() - timedelta(seconds=1))

    assert not taken_meanwhile
    assert worker._take(job)
    assert timedelta(seconds=1) < LEASE <= timedelta(minutes=1)


def test_purging_counts_first_and_removes_then():
    asked = []
    worker.register_purge("old rows", lambda now, dry_run: asked.append(dry_run) or 3)

    assert worker.purge(dry_run=True) == {"old rows": 3}
    assert worker.purge() == {"old rows": 3}
    assert asked == [True, False]


def test_everybody_takes_part_in_erasing_and_exporting():
    worker.register_erase(lambda email: {"letters": 1})
    worker.register_erase(lambda email: {"enquiries": 2})
    worker.register_export(lambda email: {"letters": [{"to": email}]})

    assert worker.erase_person("anna@example.org") == {"letters": 1, "enquiries": 2}
    assert worker.export_person("anna@example.org") == {"letters": [{"to": "anna@example.org"}]}
