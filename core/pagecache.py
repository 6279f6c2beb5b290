"""The page cache: a public page is made once an edition, kept for 60 seconds at most, and sent as ready bytes.

A kept page carries nothing of any reader. Why is a page stale? Look here.
"""

import gzip
import hashlib
from functools import wraps
from typing import NamedTuple

import brotli
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from core import site_state
from core.busy import busy_page
from core.kept import look_up, put_away

SECONDS = 60  # schedules come through without any job
LONGEST_KEY = 300  # a longer address is made afresh each time
NOT_KEPT = {"Set-Cookie", "Content-Length", "Content-Encoding", "ETag", "Vary"}


class KeptPage(NamedTuple):
    """A page as bytes. `bodies` maps "br", "gzip" and "" to the body in that coding."""

    bodies: dict
    headers: list
    etag: str


def public_page(view=None, *, keys=()):
    """Marks a reading page. `keys`: query keys the page understands; with any other key it is not kept."""

    def decorate(view):
        @wraps(view)
        @require_safe
        def public_view(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "public, max-age=0, must-revalidate"
            if response.status_code == 200 and set(request.GET) <= set(keys):
                response.may_be_kept = True
            return response

        public_view.is_public_page = True
        return public_view

    return decorate(view) if view else decorate


class PageCacheMiddleware:
    """Answers from kept pages before any other part of the house wakes up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or request.path.startswith(("/static/", "/media/", "/admin/")):
            return self.get_response(request)
        try:
            request.site_state = site_state.now()
        except (OperationalError, InterfaceError) as fault:
            return busy_page(request, fault)
        key = page_key(request)
        page = kept(key)
        if page is None:
            response = self.get_response(request)
            if not may_be_kept(response):
                return response
            page = keep(key, response)
        return send(request, page)


def may_be_kept(response) -> bool:
    """A public page that does carry something of one reader is sent to that reader and kept for nobody."""
    of_one_reader = response.cookies or "cookie" in response.get("Vary", "").lower()
    return getattr(response, "may_be_kept", False) and not of_one_reader


def page_key(request):
    """The name under which a page is kept. An unknown host is refused here as it would be further in."""
    request.get_host()
    address = request.get_full_path()
    if len(address) > LONGEST_KEY:
        return None
    # `secure` because of the absolute redirect and cookies; the host does not matter: addresses come from SITE_URL
    return f"page:{request.site_state.edition}:{request.is_secure():d}:{hashlib.sha256(address.encode()).hexdigest()}"


def kept(key):
    """The page kept under a key, or None."""
    return look_up(key) if key else None


def keep(key, response):
    """Stores a response that may be kept, and gives it back as a KeptPage."""
    body = response.content
    headers = [(name, value) for name, value in response.items() if name not in NOT_KEPT]
    bodies = {"": body, "gzip": gzip.compress(body, 6, mtime=0), "br": brotli.compress(body, quality=5)}
    page = KeptPage(bodies, headers, hashlib.sha256(body).hexdigest()[:20])
    if key:
        put_away(key, page, SECONDS)
    return page


def takes(request, coding) -> bool:
    """Whether the browser named a coding and did not refuse it with q=0."""
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip() == coding:
            return weight.replace(" ", "").rstrip("0") not in ("q=", "q=0.")
    return False


def has_it_already(request, etag) -> bool:
    """Whether one of the versions the browser holds is this one; a proxy may have marked it as weak."""
    held = request.headers.get("If-None-Match", "")
    return held.strip() == "*" or etag in [one.strip().removeprefix("W/") for one in held.split(",")]


def send(request, page):
    """A response in the best coding the browser takes, or 304 when it has the page already."""
    coding = next((name for name in ("br", "gzip") if takes(request, name)), "")
    etag = f'"{page.etag}{coding and "-" + coding}"'
    if has_it_already(request, etag):
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        body = page.bodies[coding]
        response = HttpResponse(body if request.method == "GET" else b"")
        response["Content-Length"] = len(body)
        if coding:
            response["Content-Encoding"] = coding
    for name, value in page.headers:
        if response.status_code == 200 or name in ("Cache-Control", "Content-Security-Policy"):
            response[name] = value
    response["ETag"] = etag
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
