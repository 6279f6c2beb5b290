"""A cache that is always down."""

from django.core.cache.backends.base import BaseCache


class BrokenCache(BaseCache):
    """Every call fails as a cache server does that went away."""

    def __init__(self, location, params):
        super().__init__(params)

    def get(self, key, default=None, version=None):
        raise ConnectionError("no cache")

    def set(self, key, value, timeout=None, version=None):
        raise ConnectionError("no cache")
