"""Keeps what came out of an export: authors, topics, articles with their blocks, pictures, redirects. Safe to repeat."""

import re
from datetime import UTC, datetime
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.blocks import PictureBlock, TextBlock
from articles.models import Article
from core.slugs import RESERVED
from core.text import excerpt, plain_text
from kneesite.moving import wxr
from kneesite.moving.content import Image, taken_apart
from kneesite.moving.people import People
from pictures.models import Picture, looks_like_a_file_name
from topics.models import Topic

LONGEST_PATH = 200  # characters in the table of redirects
YEARS = range(1970, 3000)  # of a date that is believed
NUMBER = re.compile(r"[?&](?:p|page_id)=([0-9]{1,18})(?![0-9])")
KEPT = {"publish", "future", "draft", "pending", "private"}


class Keeper:
    """Keeps items one by one, each in a transaction of its own. `folder` holds the pictures; nothing is fetched."""

    def __init__(self, report, attachments, folder=None, dry=False):
        self.report, self.attachments, self.dry = report, attachments, dry
        self.folder = Path(folder).resolve() if folder else None
        self.people = People(report)
        self.kept_pictures = {}
        self.place = 0  # in the file, counted in posts and pages

    def person(self, person):
        self.people.add(person)

    def item(self, item):
        """A post or page; anything else is counted and passed over."""
        if item.type not in ("post", "page"):
            return self.report.passed_over(item.type or "something without a type")
        if item.status not in KEPT:
            return self.report.passed_over(f"{item.type} with the status “{item.status}”")
        self.place += 1
        unnumbered = not item.id
        item.id = item.id or number_instead(item, self.place)
        with transaction.atomic():
            if self.is_here(item):
                self.report.repeated += 1
            else:
                name = self.new(item)
                if unnumbered:
                    self.report.tell(name, "it has no number in the file; the one above was made up")
            transaction.set_rollback(self.dry)

    def is_here(self, item) -> bool:
        """Whether an earlier run kept it: its number leads to an article, and so does its address."""
        moved = Redirect.objects.filter(site_id=settings.SITE_ID, old_path=number_of(item)).first()
        return bool(moved and Article.objects.filter(slug=moved.new_path.strip("/").rpartition("/")[2]).exists())

    def new(self, item):
        """An article with one text, in the state it had. Gives its name in the report."""
        taken = taken_apart(item.content, lambda ids: self.attachments.of_gallery(item.id, ids))
        full = plain_text(item.title)
        title = full[:120] or f"Untitled ({item.type} {item.id})"
        name = f"{title} ({item.type} {item.id})"
        note = [f"Moved in from {item.link or 'WordPress'}."]
        draft = Article.objects.start(
            self.free_slug(item, title),
            title,
            summary=excerpt(plain_text(item.excerpt) or words_of(taken), 160),
            authors=[self.people.author(item.creator)] if item.creator else [],
            topics=[topic for topic in (self.topic(*term) for term in item.terms) if topic],
            lead_picture=self.lead_picture(item, name),
        )
        for element in item.cut:
            self.report.tell(name, f"its {element} was cut after {wxr.LONGEST:,} characters; the rest is not here")
        if len(full) > len(title):
            self.report.tell(name, f"its title was cut after {len(title)} characters: {full[:1000]}")
        for place, piece in enumerate(taken.pieces):
            self.block(draft, piece, place, name)
        for sentence in taken.notes:
            self.report.tell(name, sentence)
        if item.comments:
            self.report.tell(name, f"{item.comments} comment{'' if item.comments == 1 else 's'} left out")
        self.state(item, draft, name, note)
        self.redirects(item, draft.article, name)
        self.report.kept[item.type] += 1
        return name

    def state(self, item, draft, name, note):
        """Live since its date, live from its date on, or a draft with the reason."""
        if item.password:
            note.append("It was protected by a password there: it stays a draft.")
            self.report.tell(name, "it was protected by a password and stays a draft")
        elif item.status in ("draft", "pending", "private"):
            self.report.tell(name, f"it was “{item.status}” and stays a draft")
        at = moment(item.date)
        goes_live = not item.password and item.status in ("publish", "future")
        if goes_live and at is None and (item.status == "future" or is_far(item.date)):
            goes_live = False
            note.append("It was planned there, but its date cannot be read: it stays a draft.")
            self.report.tell(name, "it was planned, but its date cannot be read: it stays a draft")
        draft.change_note = " ".join(note)
        draft.save()
        if not goes_live:
            return
        if at is None:
            self.report.tell(name, "its date cannot be read: it is live since today")
        draft.bring_in_as_live(at or timezone.now())
        if at and (item.status == "future" or at > timezone.now()):
            self.report.tell(name, f"it goes live on {at:%-d %B %Y}")

    def block(self, draft, piece, place, name):
        common = {"parent": draft, "region": "main", "ordering": 10 * (place + 1)}
        if not isinstance(piece, Image):
            return TextBlock.objects.create(text=piece.html, **common)
        picture = self.picture(piece, name)
        if picture:
            return PictureBlock.objects.create(picture=picture, caption=piece.caption[:250], **common)
        if piece.caption:
            return TextBlock.objects.create(text=f"<p>{plain_text(piece.caption)}</p>", **common)
        return None

    def picture(self, image, name):
        """The Picture of an old address, from the folder; None (and a line in the report) when it is not there."""
        path = self.file_of(image.src)
        if path is None:
            self.report.tell(name, f"picture missing: {image.src[:150]}")
            self.report.miss(image.src)
            return None
        if self.dry:
            return None
        if path not in self.kept_pictures:
            self.kept_pictures[path] = self.new_picture(path, image, name)
        return self.kept_pictures[path]

    def new_picture(self, path, image, name):
        alt = plain_text(image.alt or image.caption)[:250]
        alt = "" if looks_like_a_file_name(alt) else alt
        picture = Picture(title=path.stem[:120], alt=alt, decorative=not alt)
        try:
            with open(path, "rb") as file:
                picture.take_file(File(file), path.name)
        except ValidationError as refusal:
            self.report.tell(name, f"picture refused: {path.name}: {refusal.messages[0]}")
            return None
        picture.save()
        if not alt:
            self.report.tell(name, f"picture without a description: {path.name} was marked as decorative")
        return picture

    def file_of(self, src):
        """The file of an old address below the folder, in its old place or at the top, or None."""
        if self.folder is None:
            return None
        parts = [
            part for part in unquote(urlsplit(src).path).replace("\x00", "").split("/") if part not in ("", ".", "..")
        ]
        for at in range(len(parts)):
            path = self.folder.joinpath(*parts[at:]).resolve()
            if path.is_relative_to(self.folder) and path.is_file():
                return path
        return None

    def lead_picture(self, item, name):
        image = self.attachments.image(item.meta.get("_thumbnail_id", ""))
        return self.picture(image, name) if image else None

    def topic(self, slug, name):
        """A topic of ours with the same address or name is the same."""
        name = plain_text(name)[:60]
        slug = slugify(unquote(slug) or name)[:100] or slugify(name)
        if not slug or not name:
            self.report.tell("Topics", f"“{name or slug}” cannot be an address and was left out")
            return None
        slug = f"topic-{slug}" if slug in RESERVED else slug
        found = Topic.objects.filter(slug=slug).first() or Topic.objects.filter(name__iexact=name).first()
        if found is None:
            found = Topic.objects.create(slug=slug, name=name, summary=f"Everything about {name}."[:160], order=500)
            self.report.kept["topic"] += 1
        return found

    def free_slug(self, item, title):
        """The old last part of the address where it is free, else with the number of the post, else counted on."""
        number = slugify(item.id)[:12]
        slug = slugify(unquote(item.name))[:100] or slugify(title)[:100] or f"{item.type}-{number}"
        choices = chain([slug, f"{slug}-{number}"], (f"{slug}-{number}-{at}" for at in count(2)))
        return next(one for one in choices if one not in RESERVED and not Article.objects.filter(slug=one).exists())

    def redirects(self, item, article, name):
        """Its old address and its number lead to the article."""
        new = article.get_absolute_url()
        old = urlsplit(item.link)
        paths = {number_of(item)}
        if old.path not in ("", "/", new):
            paths.add(old.path)
        for path in sorted(paths):
            if len(path) > LONGEST_PATH:
                self.report.tell(name, "its old address is too long for a redirect")
            else:
                Redirect.objects.update_or_create(site_id=settings.SITE_ID, old_path=path, defaults={"new_path": new})


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


def moment(date):
    """A date of an export; None when it has none or one of a year that no site of ours can have."""
    try:
        at = datetime.strptime(date, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return at if at.year in YEARS else None


def is_far(date) -> bool:
    """Whether the year comes after every year that is believed."""
    year = date.partition("-")[0]
    return year.isdecimal() and (len(year) > 4 or int(year) >= YEARS.stop)


def words_of(taken) -> str:
    return " ".join(plain_text(piece.html) for piece in taken.pieces if not isinstance(piece, Image))
