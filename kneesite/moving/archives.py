"""Addresses of lists that WordPress makes by itself, of categories, tags, authors and the feed: they lead to ours.

A site may have chosen other words for “category” and “tag”; an export does not say so, and these then lead nobody astray.
"""

from urllib.parse import unquote

from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.text import slugify

from kneesite.moving.addresses import split
from kneesite.moving.places import LONGEST_PATH

BASES = {"category": "category", "post_tag": "tag"}


class Archives:
    """Keeps redirects, and never another place for an address that leads somewhere already."""

    def __init__(self):
        self.base = ""

    def stand_below(self, address):
        """The address of the old site; all others were below its path."""
        self.base = split(address).path.rstrip("/")

    def of_topic(self, domain, slugs, topic):
        """`slugs` are those of the term and, before it, of the categories above it."""
        base = BASES[domain]
        self.lead([f"{base}/{slugs[-1]}/", f"{base}/{'/'.join(slugs)}/"], topic.get_absolute_url())

    def of_author(self, login, author):
        self.lead([f"author/{slugify(login.replace('.', '-'))}/"], author.get_absolute_url())

    def of_feed(self):
        self.lead(["feed/", "feed/atom/"], reverse("articles:feed"))

    def lead(self, olds, new):
        """Where an old address leads already, it goes on leading."""
        paths = dict.fromkeys(escape_uri_path(unquote(f"{self.base}/{old}")) for old in olds)
        Redirect.objects.bulk_create(
            [Redirect(site_id=settings.SITE_ID, old_path=path, new_path=new) for path in paths if is_fit(path)],
            ignore_conflicts=True,
        )


def is_fit(path) -> bool:
    """An address with a name in it that a redirect can hold."""
    return len(path) <= LONGEST_PATH and "//" not in path and "\x00" not in path
