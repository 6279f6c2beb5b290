"""Links in published texts: where each leads, and the new address of what has moved. Used by `check_links`."""

import re
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from html import unescape
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.flatpages.models import FlatPage
from django.test import Client

from advisor.models import Question
from articles.kinds import blocks_of
from articles.models import Author, Revision
from core.sanitiser import RichTextField
from products.models import Product
from topics.models import Topic

HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
SECONDS = 10  # to wait for another site


class Text(NamedTuple):
    """A text that readers see: what it is called, where they read it, and its HTML."""

    title: str
    url: str
    html: str


class Finding(NamedTuple):
    """A link that does not lead where it should. `new` is the address to use instead, "" when there is none."""

    title: str
    url: str
    link: str
    problem: str
    new: str = ""


def published_texts() -> Iterator[Text]:
    """Every text with links that readers can see now, one thing at a time."""
    for revision in Revision.objects.published().select_related("article").order_by("title"):
        parts = [revision, *blocks_of(revision)]
        references = "".join(f'<a href="{one.url}">' for one in revision.references.all() if one.url)
        yield Text(revision.title, revision.get_absolute_url(), "".join(rich_text(one) for one in parts) + references)
    for queryset in (
        Question.objects.published(),
        Product.objects.published(),
        Topic.objects.all(),
        Author.objects.all(),
    ):
        for thing in queryset.order_by("pk"):
            yield Text(str(thing), thing.get_absolute_url(), rich_text(thing))
    for page in FlatPage.objects.order_by("url"):
        yield Text(page.title, page.url, page.content)


def rich_text(instance) -> str:
    """All HTML of a row."""
    fields = [field for field in instance._meta.concrete_fields if isinstance(field, RichTextField)]
    return "".join(field.value_from_object(instance) or "" for field in fields)


def findings(outside=False) -> Iterator[Finding]:
    """Every link that is dead or has moved. Other sites are asked only with `outside`."""
    known = {}
    for text in published_texts():
        for link in dict.fromkeys(unescape(found) for found in HREF.findall(text.html)):
            if link not in known:
                known[link] = problem_with(link, outside)
            problem, new = known[link]
            if problem:
                yield Finding(text.title, text.url, link, problem, new)


def problem_with(link: str, outside: bool) -> tuple[str, str]:
    """(what is wrong, the new address); ("", "") when nothing is."""
    parts = urlsplit(link)
    own = not parts.scheme or link.startswith(settings.SITE_URL + "/")
    if link.startswith("#") or parts.scheme in ("mailto", "tel"):
        return "", ""
    if own:
        return own_problem(parts.path + (f"?{parts.query}" if parts.query else ""))
    return outside_problem(link) if outside else ("", "")


def own_problem(address: str) -> tuple[str, str]:
    """Asks our own site, without a network."""
    host = urlsplit(settings.SITE_URL).hostname
    client = Client(SERVER_NAME=host, raise_request_exception=False)
    answer = client.get(address, secure=settings.HTTPS)
    if answer.status_code in (301, 302, 308):
        return "has moved", answer["Location"]
    words = {404: "does not exist", 410: "was withdrawn"}
    return ("", "") if answer.status_code < 400 else (words.get(answer.status_code, "does not work"), "")


def outside_problem(link: str) -> tuple[str, str]:
    """Asks another site for the head of the page. Addresses of private networks are never asked."""
    if not is_public(urlsplit(link).hostname or ""):
        return "leads to no public address", ""
    request = urllib.request.Request(link, method="HEAD", headers={"User-Agent": "Kneesite link check"})
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=SECONDS):
            return "", ""
    except urllib.error.HTTPError as error:
        if error.code in (301, 308):
            return "has moved", error.headers.get("Location", "")
        gone = {404: "does not exist", 410: "was withdrawn"}
        return gone.get(error.code, ""), ""  # 403 and the like mean "no robots", not "dead"
    except (OSError, ValueError):
        return "does not answer", ""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def is_public(host: str) -> bool:
    """True when every address of the host is on the open internet."""
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(ip_address(one.partition("%")[0]).is_global for one in found)
