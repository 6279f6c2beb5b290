"""The tables of the newsletter; each lives in the file named after its noun."""

from newsletter.delivery import Delivery
from newsletter.issue import Issue, Pick
from newsletter.subscriber import Subscriber

__all__ = ["Delivery", "Issue", "Pick", "Subscriber"]
