"""Small texts for machines: robots.txt, security.txt and the icon. The map of the site is sitemaps.py."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from core.addresses import absolute
from core.pagecache import public_page

NOT_FOR_ROBOTS = (
    "/admin/",
    "/preview/",
    "/search/",
    "/questions/follow/",
    "/newsletter/confirm/",
    "/newsletter/leave/",
    "/newsletter/preferences/",
)
EXPIRES = timedelta(days=180)


@public_page
def robots(request):
    """What robots may read. Private links are told to nobody; this only keeps robots from guessing."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS),
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return plain(lines)


@public_page
def security(request):
    """Where to report a weakness (RFC 9116)."""
    expires = (timezone.now() + EXPIRES).replace(hour=0, minute=0, second=0, microsecond=0)
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return plain(
        [
            f"Contact: mailto:{address}",
            f"Contact: {absolute('/about/')}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: en",
            f"Canonical: {absolute('/.well-known/security.txt')}",
        ]
    )


@public_page
def favicon(request):
    """The mark of the house, at the address where browsers look by themselves."""
    icon = (settings.BASE_DIR / "static" / "img" / "favicon.svg").read_bytes()
    return HttpResponse(icon, content_type="image/svg+xml")


def plain(lines):
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
