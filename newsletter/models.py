"""The tables of the newsletter; each lives in the file named after its noun."""

from newsletter.subscriber import Subscriber

__all__ = ["Subscriber"]
