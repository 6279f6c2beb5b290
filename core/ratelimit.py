"""How often somebody may do something. Counted in the database, so that limits hold over processes and restarts."""

from datetime import timedelta
from ipaddress import ip_address, ip_network
from math import ceil
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from core.private import keyed_hash


class RateCount(models.Model):
    """One counter of one window. Holds a keyed hash, never an address, and goes within a day."""

    key = models.CharField(max_length=40, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self.count} until {self.ends_at:%H:%M}"


class Verdict(NamedTuple):
    """`retry_after`: seconds until the window ends; 0 when allowed."""

    allowed: bool
    retry_after: int


def allow(name: str, who: str, limit: int, window: int) -> Verdict:
    """Counts one more and says whether it is within `limit` in `window` seconds (at most a day).

    The window begins with the first time, so exactly `limit` are allowed from then on, however many come at once.
    """
    now = timezone.now()
    ends_at = now + timedelta(seconds=window)
    mine = RateCount.objects.filter(key=keyed_hash("rate", name, who))
    running = mine.filter(ends_at__gt=now, count__lt=limit)
    if running.update(count=F("count") + 1):
        return Verdict(True, 0)
    RateCount.objects.bulk_create(
        [RateCount(key=keyed_hash("rate", name, who), ends_at=ends_at)], ignore_conflicts=True
    )
    mine.filter(ends_at__lte=now).update(count=0, ends_at=ends_at)
    if running.update(count=F("count") + 1):
        return Verdict(True, 0)
    ends_at = mine.values_list("ends_at", flat=True).first() or ends_at
    return Verdict(False, max(1, ceil((ends_at - now).total_seconds())))


def address_of(request) -> str:
    """The address a request came from: with proxies of ours the hop before them, never one that a reader may forge."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        address = hops[-settings.PROXY_COUNT] if len(hops) >= settings.PROXY_COUNT else address
    return address


def network_of(request) -> str:
    """The reader's address range: /24 or /64."""
    try:
        found = ip_address(address_of(request))
    except ValueError:
        return "unknown"
    found = getattr(found, "ipv4_mapped", None) or found
    return str(ip_network(f"{found}/{24 if found.version == 4 else 64}", strict=False))


def purge(now, dry_run=False):
    """Removes counters whose window is over; gives their number."""
    over = RateCount.objects.filter(ends_at__lt=now)
    return over.count() if dry_run else over.delete()[0]
