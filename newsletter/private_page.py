"""What all pages behind a subscriber's link have in common: found by token, kept nowhere, told to nobody.

The address itself is the key, so these pages need no cookie and no token in their forms; mail programs post to them.
"""

from functools import wraps

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.private import open_token
from newsletter.links import LEAVE
from newsletter.subscriber import Subscriber


def private_page(purpose):
    """Gives the view a Subscriber in place of the token; a link that does not fit gets a kind page instead."""

    def decorate(view):
        @csrf_exempt
        @wraps(view)
        @require_http_methods(["GET", "HEAD", "POST"])
        def private_view(request, token):
            subscriber = subscriber_of(token, purpose)
            if subscriber is None:
                return kept_private(render(request, "newsletter/link_too_old.html", status=404))
            return kept_private(view(request, subscriber))

        return private_view

    return decorate


def subscriber_of(token, purpose):
    """Whose link this is, or None. The link for leaving fits for ever, the others until somebody joins anew."""
    opened = open_token(token, purpose)
    subscriber = Subscriber.objects.filter(uuid=opened.uuid).first() if opened else None
    if subscriber is None:
        return None
    newest = subscriber.link_version
    versions = range(1, newest + 1) if purpose == LEAVE else [newest]
    return subscriber if any(opened.fits(version) for version in versions) else None


def kept_private(response):
    """Neither caches nor other sites hear of a private page."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
