"""The tables of the ground; each lives in the file named after its noun."""

from core.outbox import Letter
from core.ratelimit import RateCount
from core.site_state import SiteState
from core.worker import JobRun

__all__ = ["JobRun", "Letter", "RateCount", "SiteState"]
