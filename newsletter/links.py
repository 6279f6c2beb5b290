"""The private links of a subscriber: confirm, leave, preferences. Tokens are made each time and stored nowhere."""

from django.urls import reverse

from core.addresses import absolute
from core.private import private_token

CONFIRM, LEAVE, PREFERENCES = "newsletter-confirm", "newsletter-leave", "newsletter-preferences"
ROUTES = {CONFIRM: "newsletter:confirm", LEAVE: "newsletter:leave", PREFERENCES: "newsletter:preferences"}


def path_for(subscriber, purpose: str) -> str:
    """The path of a subscriber's private page; `purpose` is CONFIRM, LEAVE or PREFERENCES."""
    return reverse(ROUTES[purpose], args=[private_token(subscriber.uuid, subscriber.link_version, purpose)])


def link_for(subscriber, purpose: str) -> str:
    """The whole address, for letters."""
    return absolute(path_for(subscriber, purpose))
