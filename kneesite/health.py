"""Is the house well? A word per part, for machines."""

import shutil

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.utils import timezone

from core.worker import JobRun

LEAST_FREE = 200 * 1024 * 1024  # bytes
WORKER_SILENT = 120  # seconds


def report() -> dict[str, str]:
    """{part: word}; "ok" or what is wrong, never a detail that helps an attacker."""
    return {"database": database(), "cache": cached(), "worker": worker(), "disk": disk()}


def database():
    """Answers a question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "down"
    return "ok"


def cached():
    """Keeps a value."""
    try:
        cache.set("health", "ok", 10)
        return cache.get("health") or "forgets"
    except Exception:  # each cache has errors of its own
        return "down"


def worker():
    """Ran a job lately. A silent worker is a warning, not an illness: reading goes on."""
    try:
        last = JobRun.objects.exclude(started_at=None).order_by("-started_at").first()
    except DatabaseError:
        return "unknown"
    silent = last is None or (timezone.now() - last.started_at).total_seconds() > WORKER_SILENT
    return "silent" if silent else "ok"


def disk():
    """Has room for letters and pictures."""
    return "ok" if shutil.disk_usage(settings.DATA_DIR).free > LEAST_FREE else "full"
