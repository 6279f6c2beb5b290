"""The background worker's jobs, and who takes part in purging, exporting and erasing. Apps register in ready()."""

import logging
from datetime import timedelta
from typing import NamedTuple

from django.db import close_old_connections, models
from django.db.models import Q
from django.utils import timezone

log = logging.getLogger(__name__)
_jobs, _purges, _erasers, _exporters = {}, {}, [], []


class Job(NamedTuple):
    """`run()` does a bounded piece of work; it is called about every `every` seconds, by one worker at a time."""

    name: str
    run: object
    every: int


class JobRun(models.Model):
    """When a job last started, so that several workers do not do the same at once."""

    name = models.CharField(max_length=60, primary_key=True)
    started_at = models.DateTimeField(null=True)

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
        if _take(job):
            try:
                job.run()
            except Exception:
                log.exception("Job %s failed", job.name)
        close_old_connections()


def run_all_jobs():
    """Runs every job now, whatever the time (`work --once`)."""
    for job in list(_jobs.values()):
        job.run()


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
    return bool(JobRun.objects.filter(due, name=job.name).update(started_at=now))
