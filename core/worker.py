"""The background worker's jobs, and who takes part in purging, exporting and erasing. Apps register in ready()."""

import logging
from datetime import timedelta
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils import timezone

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=30)
_jobs, _purges, _erasers, _exporters = {}, {}, [], []


class Job(NamedTuple):
    """`run()` does a bounded piece of work; it is called about every `every` seconds.

    One worker at a time runs it, for up to LEASE; after that another one may begin, as the first has probably died.
    """

    name: str
    run: object
    every: int


class JobRun(models.Model):
    """When a job last started and until when it is taken, so that several workers do not do the same at once."""

    name = models.CharField(max_length=60, primary_key=True)
    started_at = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(null=True)

    def __str__(self):
        return self.name


def register_job(name, run, every):
    """`run()` every `every` seconds. It must be safe to kill at any moment and to run twice."""
    _jobs[name] = Job(name, run, every)


def register_purge(name, run):
    """`run(now, dry_run)` removes what the retention policy says and gives the number of rows."""
    _purges[name] = run


def register_erase(run):
    """`run(email)` erases what is held about an address and gives {what: number}."""
    if run not in _erasers:
        _erasers.append(run)


def register_export(run):
    """`run(email)` gives {what: [dictionaries]} held about an address."""
    if run not in _exporters:
        _exporters.append(run)


def run_due_jobs():
    """Runs every job whose time has come. A job that fails is logged and does not stop the others."""
    for job in list(_jobs.values()):
        try:
            if _take(job):
                job.run()
                JobRun.objects.filter(name=job.name).update(busy_until=None)
        except Exception:  # also a database that is away for a while: the next round tries again
            log.exception("Job %s failed", job.name)


def run_all_jobs():
    """Runs every job now, whatever the time (`work --once`). The first error is raised after all had their turn."""
    errors = []
    for job in list(_jobs.values()):
        try:
            job.run()
        except Exception as error:
            log.exception("Job %s failed", job.name)
            errors.append(error)
    if errors:
        raise errors[0]


def purge(now=None, dry_run=False) -> dict:
    """Applies the retention policy: {name: number of rows}."""
    now = now or timezone.now()
    return {name: run(now, dry_run) for name, run in _purges.items()}


def erase_person(email) -> dict:
    """Erases everything held about an address: {what: number}."""
    return {what: number for run in _erasers for what, number in run(email).items()}


def export_person(email) -> dict:
    """Everything held about an address: {what: [dictionaries]}."""
    return {what: rows for run in _exporters for what, rows in run(email).items()}


def _take(job) -> bool:
    """One conditional UPDATE decides which worker runs the job."""
    now = timezone.now()
    JobRun.objects.bulk_create([JobRun(name=job.name)], ignore_conflicts=True)
    due = Q(started_at=None) | Q(started_at__lte=now - timedelta(seconds=job.every))
    free = Q(busy_until=None) | Q(busy_until__lte=now)
    return bool(JobRun.objects.filter(due, free, name=job.name).update(started_at=now, busy_until=now + LEASE))
