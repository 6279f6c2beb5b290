"""The one thing we know of a reader who uses a form: a random number in a signed cookie, set when a form is fetched."""

import secrets

from django.conf import settings
from django.core import signing

COOKIE = "__Host-reader" if settings.HTTPS else "reader"
YEAR = 365 * 24 * 3600


def reader_key(request) -> str | None:
    """The reader's random number, or None when there is no cookie or it was tampered with."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt="reader")
    except signing.BadSignature:
        return None


def remember_reader(request, response):
    """Gives a reader without a number one. For uncached form pages only."""
    if reader_key(request) is None:
        value = signing.dumps(secrets.token_hex(16), salt="reader")
        response.set_cookie(COOKIE, value, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response
