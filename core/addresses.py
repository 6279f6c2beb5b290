"""Absolute addresses, and what becomes of old ones: 301 when a thing moved, 410 when it is gone."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.redirects.middleware import RedirectFallbackMiddleware
from django.contrib.redirects.models import Redirect
from django.db import transaction
from django.http import HttpResponseGone, HttpResponsePermanentRedirect
from django.shortcuts import render

NUMBERED = ("p", "page_id", "attachment_id")  # how WordPress numbers its pages
LONGEST = 200  # characters of an address in the table of redirects


def absolute(path: str) -> str:
    """An address for letters, feeds and search engines. Never made from the Host header."""
    return settings.SITE_URL + path


def lasting_id(kind: str, pk: int) -> str:
    """A name for feeds that stays when an address changes (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{kind}/{pk}"


def address_changed(old: str, new: str):
    """Readers of the old address are led to the new one. Chains are collapsed, circles cannot arise."""
    if old == new:
        return
    with transaction.atomic():
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
    """Django's redirects, with our page for what is gone, and for addresses that somebody hung a query on."""

    def process_response(self, request, response):
        if response.status_code != 404:
            return self.numbered(request) or response
        answer = super().process_response(request, response)
        if answer is response and request.GET:
            answer = self.moved_to(request.path) or response
        return gone(request) if answer.status_code == 410 else answer

    def numbered(self, request):
        """Sites that moved in had addresses such as /?p=123; the home page would answer them with itself."""
        if request.path != "/" or request.method not in ("GET", "HEAD"):
            return None
        number = next((key for key in NUMBERED if key in request.GET), None)
        return self.moved_to(f"/?{urlencode({number: request.GET[number]})}"[:LONGEST]) if number else None

    def moved_to(self, old_path):
        """The answer for an old address, or None when nobody knows it."""
        moved = Redirect.objects.filter(site_id=settings.SITE_ID, old_path=old_path).first()
        if moved is None:
            return None
        return HttpResponsePermanentRedirect(moved.new_path) if moved.new_path else HttpResponseGone()
