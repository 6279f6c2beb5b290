"""The cache as a help that may be down: without it the site becomes slower, not silent."""

import logging

from django.core.cache import cache

log = logging.getLogger(__name__)


def look_up(key: str):
    """What is kept under a key, or None."""
    try:
        return cache.get(key)
    except Exception as error:  # each cache has errors of its own
        log.warning("The cache cannot be read: %s", type(error).__name__)
        return None


def put_away(key: str, value, seconds: int):
    """Keeps a value for so long at most."""
    try:
        cache.set(key, value, seconds)
    except Exception as error:
        log.warning("The cache cannot be written: %s", type(error).__name__)
