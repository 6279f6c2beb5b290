"""Private links: a token is the thing's number and a keyed digest of it; the digest is stored nowhere."""

import base64
import binascii
import hashlib
import hmac
import uuid as uuids
from typing import NamedTuple

from django.conf import settings

PRIVATE = ("/questions/follow", "/newsletter/confirm", "/newsletter/leave", "/newsletter/preferences", "/preview")
DIGEST = 16  # bytes: 128 bits, the least of promise 12
LENGTH = 43  # characters of 32 bytes in base64


class OpenedToken(NamedTuple):
    """A token taken apart. It means nothing until `fits(version)` said yes."""

    uuid: uuids.UUID
    digest: bytes
    purpose: str

    def fits(self, version: int) -> bool:
        """True when this is the link of that version; older links of an exchanged link do not fit."""
        return hmac.compare_digest(self.digest, _digest(self.uuid, version, self.purpose))


def private_token(uuid: uuids.UUID, version: int, purpose: str) -> str:
    """The text that stands in a private address: 43 characters, the same each time for the same version."""
    return _as_text(uuid.bytes + _digest(uuid, version, purpose))


def open_token(token: str, purpose: str) -> OpenedToken | None:
    """Takes a token apart, or None when it is not one. Ask `fits()` before believing it."""
    if len(token) != LENGTH:
        return None
    try:
        raw = base64.b64decode(token + "=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if _as_text(raw) != token:  # the last character has two bits to spare: only one spelling opens
        return None
    return OpenedToken(uuids.UUID(bytes=raw[:16]), raw[16:], purpose)


def keyed_hash(*parts: str) -> str:
    """A hash that only this site can make: for limits and votes, so that no address is ever stored."""
    text = "\x1f".join(parts)
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:40]


def _as_text(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _digest(uuid, version, purpose):
    text = f"{purpose}:{uuid}:{version}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).digest()[:DIGEST]


class PrivateAddressMiddleware:
    """Whatever is answered under a private address (the page, a redirect, a 404): kept nowhere, listed nowhere, told on
    to nobody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(PRIVATE):
            response["Cache-Control"] = "no-store"
            response["X-Robots-Tag"] = "noindex"
            response.headers.setdefault("Referrer-Policy", "no-referrer")
        return response
