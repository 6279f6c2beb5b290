"""Absolute addresses, and what becomes of old ones: 301 when a thing moved, 410 when it is gone."""

from django.conf import settings
from django.contrib.redirects.middleware import RedirectFallbackMiddleware
from django.contrib.redirects.models import Redirect
from django.shortcuts import render


def absolute(path: str) -> str:
    """An address for letters, feeds and search engines. Never made from the Host header."""
    return settings.SITE_URL + path


def address_changed(old: str, new: str):
    """Readers of the old address are led to the new one. Chains are collapsed, circles cannot arise."""
    if old == new:
        return
    mine = Redirect.objects.filter(site_id=settings.SITE_ID)
    mine.filter(old_path=new).delete()
    mine.filter(new_path=old).update(new_path=new)
    Redirect.objects.update_or_create(site_id=settings.SITE_ID, old_path=old, defaults={"new_path": new})


def gone(request, context=None):
    """The helpful page for something that was withdrawn."""
    response = render(request, "410.html", context, status=410)
    response["Cache-Control"] = "no-cache"
    return response


class MovedAddressMiddleware(RedirectFallbackMiddleware):
    """Django's redirects, with our page for what is gone."""

    def process_response(self, request, response):
        if response.status_code != 404:
            return response
        answer = super().process_response(request, response)
        return gone(request) if answer.status_code == 410 else answer
