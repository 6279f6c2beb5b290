"""Where an item stands: its number in the old site, its address here, and the redirects from the one to the other."""

import re
from hashlib import sha256
from itertools import chain, count
from urllib.parse import unquote

from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.utils.encoding import escape_uri_path
from django.utils.text import slugify

from articles.models import Article
from core.slugs import RESERVED
from kneesite.moving.addresses import NO_ADDRESS, split, told

LONGEST_PATH = 200  # characters in the table of redirects
LONGEST_ADDRESS = 100
EARLIER_NAMES = "_wp_old_slug"
NUMBER = re.compile(r"[?&](?:p|page_id)=([0-9]{1,18})(?![0-9])")


class Places:
    """Gives items a place of their own. `seen` remembers what a dry run would have taken."""

    def __init__(self, report, seen):
        self.report, self.seen = report, seen

    def is_here(self, item) -> bool:
        """Whether an earlier run kept it: its number leads to an article, and so does its address."""
        moved = Redirect.objects.filter(site_id=settings.SITE_ID, old_path=number_of(item)).first()
        return bool(moved and leads_to_an_article(moved))

    def free_slug(self, item, title, name):
        """The old last part of the address where it is free, else with the number of the post, else counted on."""
        old = unquote(item.name)
        wish = slugify(old)[:LONGEST_ADDRESS] or slugify(title)[:LONGEST_ADDRESS]
        number = slugify(item.id)[:12]
        wish = wish or f"{item.type}-{number}"
        choices = chain([wish, f"{wish}-{number}"], (f"{wish}-{number}-{at}" for at in count(2)))
        slug = next(one for one in choices if self.is_free(one))
        self.seen.before("slug", slug)
        why = "an address here has small letters, digits and hyphens" if slug == wish else "that one is taken"
        if slug != (old or wish):
            self.report.tell(name, f"its address “{old or wish}” became “{slug}”: {why}")
        return slug

    def is_free(self, slug) -> bool:
        taken = slug in RESERVED or self.seen.get("slug", slug) is not None
        return not taken and not Article.objects.filter(slug=slug).exists()

    def redirects(self, item, article, name):
        """Its number and its old address lead to the article."""
        new = article.get_absolute_url()
        olds = [number_of(item), *self.old_paths(item, new, name)]
        Redirect.objects.bulk_create(
            [Redirect(site_id=settings.SITE_ID, old_path=old, new_path=new) for old in olds],
            update_conflicts=True, unique_fields=["site", "old_path"], update_fields=["new_path"],
        )  # fmt: skip

    def old_paths(self, item, new, name):
        """Its old address, and those that it had before that one, where they can lead here."""
        link = split(item.link)
        if item.link and link == NO_ADDRESS:
            self.report.tell(name, f"its old address cannot be read and does not lead here: {told(item.link)}")
        if link.query and link.path not in ("", "/"):
            self.report.tell(name, f"its old address has a question mark and does not lead here: {item.link}")
            return
        earlier = [beside(link.path, slug) for slug in item.meta.get(EARLIER_NAMES, "").split()]
        for path in dict.fromkeys([link.path, *earlier]):
            old = escape_uri_path(unquote(path))  # as a browser writes it
            if old in ("", "/", new):
                continue
            if len(old) > LONGEST_PATH:
                self.report.tell(name, f"its old address is too long for a redirect: {old}")
            elif (there := self.leads_elsewhere(old, new)) is not None:
                self.report.tell(name, f"its old address {old} leads to {there} already and does not lead here")
            else:
                self.seen.before("path", old, new)
                yield old

    def leads_elsewhere(self, old, new):
        """Where an old address leads already, or None: to an article, or it is one of ours. Drafts count; two of them that
        had each other's address would lead readers round in a circle."""
        folder = f"{new.rstrip('/').rpartition('/')[0]}/"
        if old.startswith(folder) and not self.is_free(old.removeprefix(folder).strip("/")):
            return old
        there = Redirect.objects.filter(site_id=settings.SITE_ID, old_path=old).exclude(new_path=new).first()
        if there and leads_to_an_article(there):
            return there.new_path
        return self.seen.get("path", old)


def beside(path, slug) -> str:
    """The address with another last part: WordPress led there from the names that a post had before."""
    folder, _, last = path.rstrip("/").rpartition("/")
    return f"{folder}/{slug}{path[len(path.rstrip('/')) :]}" if last else ""


def leads_to_an_article(redirect) -> bool:
    return Article.objects.filter(slug=redirect.new_path.strip("/").rpartition("/")[2]).exists()


def number_of(item) -> str:
    """The address by number that every post of WordPress has."""
    return f"/?{'page_id' if item.type == 'page' else 'p'}={item.id}"


def number_instead(item, place) -> str:
    """For an item without a number: the one in its guid or link, else something that is the same at every run."""
    for address in (item.guid, item.link):
        if found := NUMBER.search(address):
            return found[1]
    whole = item.guid or "\n".join((item.link or str(place), item.title, item.date))
    return f"x{sha256(f'{item.type}:{whole}'.encode(errors='replace')).hexdigest()[:10]}"
