"""Absolute addresses, and what becomes of old ones: 301 when a thing moved, 410 when it is gone."""

import re
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.redirects.middleware import RedirectFallbackMiddleware
from django.contrib.redirects.models import Redirect
from django.db import transaction
from django.http import HttpResponseGone, HttpResponsePermanentRedirect
from django.shortcuts import render

NUMBERED = ("p", "page_id", "attachment_id")  # how WordPress numbers its pages
LONGEST = 200  # characters of an address in the table of redirects
PAGE_AND_MORE = re.compile(r"(?P<page>/[\w-]+/[\w-]+/)(?P<more>[\w-].*)", re.ASCII)


def absolute(path: str) -> str:
    """An address for letters, feeds and search engines. Never made from the Host header."""
    return settings.SITE_URL + path


def lasting_id(kind: str, pk) -> str:
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


def with_query(path: str, query) -> str:
    """An address with the query of a request, if there is one."""
    return f"{path}?{query.urlencode()}" if query else path


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
        if answer is response:
            answer = self.moved_with_its_page(request) or self.list_of_a_moved_topic(request) or response
        return gone(request) if answer.status_code == 410 else answer

    def moved_with_its_page(self, request):
        """What belongs to a page moves with it: the feed of a topic, the session of an article."""
        parts = PAGE_AND_MORE.fullmatch(request.path)
        moved = self.moved_to(parts["page"]) if parts else None
        if moved is None or moved.status_code == 410:
            return moved
        whole = PAGE_AND_MORE.fullmatch(f"{moved['Location']}{parts['more']}")
        return HttpResponsePermanentRedirect(with_query(whole[0], request.GET)) if whole else None

    def list_of_a_moved_topic(self, request):
        """Lists name a topic by the last part of its address, as in /articles/?topic=knees."""
        topic = request.GET.get("topic", "")
        moved = self.moved_to(f"/topics/{topic}/") if 0 < len(topic) < LONGEST else None
        name = re.fullmatch("/topics/([^/]+)/", moved["Location"]) if moved and moved.status_code == 301 else None
        if name is None:
            return None
        query = request.GET.copy()
        query["topic"] = name[1]
        return HttpResponsePermanentRedirect(with_query(request.path, query))

    def numbered(self, request):
        """Sites that moved in had addresses such as /?p=123; the home page would answer them with itself."""
        if request.path != "/" or request.method not in ("GET", "HEAD"):
            return None
        number = next((key for key in NUMBERED if key in request.GET), None)
        return self.moved_to(f"/?{urlencode({number: request.GET[number]})}"[:LONGEST]) if number else None

    def moved_to(self, old_path):
        """The answer for an old address, or None when nobody knows it."""
        if "\x00" in old_path:  # PostgreSQL refuses to compare it
            return None
        moved = Redirect.objects.filter(site_id=settings.SITE_ID, old_path=old_path).first()
        if moved is None:
            return None
        return HttpResponsePermanentRedirect(moved.new_path) if moved.new_path else HttpResponseGone()
