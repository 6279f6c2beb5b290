"""Keeps what came out of an export: articles with their blocks, in the state they had. Safe to repeat."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from articles.blocks import PictureBlock, TextBlock
from articles.models import Article
from core.text import excerpt, first_sentences, plain_text, running_text
from kneesite.moving import wxr
from kneesite.moving.addresses import told
from kneesite.moving.archives import Archives
from kneesite.moving.content import Image, taken_apart
from kneesite.moving.dates import is_far, moment
from kneesite.moving.first_reading import is_kept
from kneesite.moving.folder import Folder
from kneesite.moving.footnotes import footnotes_of
from kneesite.moving.left_out import tell_left_out, tell_passed_over
from kneesite.moving.people import People
from kneesite.moving.pieces import LONGEST_NAME
from kneesite.moving.places import Places, number_instead, number_of
from kneesite.moving.seen import Seen
from kneesite.moving.terms import Terms

LONGEST_TITLE, LONGEST_SUMMARY = 120, 160
LOOKED_AT = 12  # pieces of a text, for its beginning
LONGEST_NUMBER = 100  # characters; a redirect must hold it


class Keeper:
    """Keeps items one by one, each in a transaction of its own. `folder` holds the pictures; nothing is fetched.

    `first` is what a first reading of the same export remembers.
    """

    def __init__(self, report, first, folder=None, dry=False):
        self.report, self.attachments, self.shared, self.dry = report, first.attachments, first.shared, dry
        self.seen = Seen()
        self.archives = Archives()
        self.people = People(report, self.seen, self.archives, dry)
        self.terms = Terms(report, self.seen, first.tags, self.archives, dry)
        self.places = Places(report, self.seen)
        self.folder = Folder(report, self.attachments, folder, dry)
        self.place = 0  # in the file, counted in posts and pages

    def take(self, thing):
        """The blog, a person, a term or an item of an export."""
        if isinstance(thing, wxr.Person):
            self.people.add(thing)
        elif isinstance(thing, wxr.Term):
            self.terms.add(thing)
        elif isinstance(thing, wxr.Blog):
            self.archives.stand_below(thing.address)
        else:
            self.item_or_told(thing)

    def item_or_told(self, item):
        """A net under one item: whatever is wrong with it, it leaves nothing behind, is told, and the import goes on."""
        self.report.keep()
        self.seen.keep()
        counted = self.report.counted()
        try:
            self.item(item)
        except Exception as fault:  # what an export holds is not known
            for memory in (self.seen, self.people, self.terms, self.folder):
                memory.forget()
            self.report.fail(item_called(item), type(fault).__name__, counted)

    def item(self, item):
        """A post or page; anything else is counted and passed over."""
        if not is_kept(item):
            return tell_passed_over(item, self.report)
        self.place += 1
        self.people.meet(item.creator)
        remark = self.number(item)
        if remark is None:
            return None
        with transaction.atomic():
            if self.places.is_here(item):
                self.report.repeated += 1
                self.show(item)
            else:
                name = self.new(item)
                if remark:
                    self.report.tell(name, remark)
                self.report.keep()  # before the article: a line too many is told again, one too few would be lost
            transaction.set_rollback(self.dry)
        return None

    def number(self, item):
        """Gives it a number that no other of the file has, and what is to be said of that; None for a double."""
        remark, digest = "", digest_of(item)
        if not item.id or len(item.id) > LONGEST_NUMBER:
            why = "its number in the file is endless" if item.id else "it has no number in the file"
            item.id = number_instead(item, self.place)
            remark = f"{why}; the one above was made up"
        old = item.id
        first = at = self.seen.before("number", number_of(item), digest + title_of(item))
        while at is not None:
            if at.startswith(digest):
                self.report.tell(
                    name_of(item), "the export holds it twice, the same in every word: the second was left out"
                )
                return None
            item.id = one_further(item.id)
            at = self.seen.before("number", number_of(item), digest + title_of(item))
        if first is not None:
            other = first[len(digest) :]
            remark = f"the export holds another {item.type} with the number {old}, “{other}”: both are here, this one as {item.id}"
        return remark

    def new(self, item):
        """An article with one text, in the state it had. Gives its name in the report."""
        footnotes = footnotes_of(item)
        taken, lead = self.content(item, footnotes)
        name, title = name_of(item), title_of(item)
        draft = Article.objects.start(
            self.places.free_slug(item, title, name),
            title,
            summary=excerpt(plain_text(item.excerpt), LONGEST_SUMMARY) or beginning_of(taken),
            authors=[self.people.author(item.creator)] if item.creator else [],
            topics=self.terms.topics(item.terms, name),
            lead_picture_id=shown.number if lead and (shown := self.folder.picture(lead, name)) else None,
        )
        draft.blocks_at_hand = self.blocks(draft, taken, name)
        footnotes.keep(draft, name, self.report)
        for sentence in taken.notes:
            self.report.tell(name, sentence)
        self.tell_cuts(item, name, lead)
        tell_left_out(item, name, self.report)
        self.state(item, draft, name)
        self.places.redirects(item, draft.article, name)
        self.report.kept[item.type] += 1
        return name

    def content(self, item, footnotes):
        """(what its text is made of, its main picture or None)."""
        whole = self.shared.put_in(item.content)
        taken = taken_apart(
            footnotes.pointed_at(whole),
            lambda ids: self.attachments.of_gallery(item.id.partition("-")[0], ids),
            footnotes.places,
        )
        if whole != item.content:
            taken.note("what it shared with other texts became a part of it; a later change there changes nothing here")
        return taken, self.attachments.image(item.meta.get("_thumbnail_id", "").rpartition("\n")[2])

    def show(self, item):
        """An earlier run kept it: its pictures are shown, although this run brings none over."""
        taken, lead = self.content(item, footnotes_of(item))
        for image in (*taken.pieces, lead):
            if isinstance(image, Image):
                self.attachments.show(image.src)

    def tell_cuts(self, item, name, lead):
        """What of the item itself was too long for its place."""
        for element in item.cut:
            self.report.tell(name, f"its {element} was cut after {wxr.LONGEST:,} characters; the rest is not here")
        full, words = plain_text(item.title), plain_text(item.excerpt)
        if len(full) > LONGEST_TITLE:
            self.report.tell(name, f"its title was cut after {LONGEST_TITLE} characters: {full[:LONGEST_NAME]}")
        if not full:
            self.report.tell(name, "it had no title")
        if len(words) > LONGEST_SUMMARY:
            self.report.tell(name, f"its summary was cut after {LONGEST_SUMMARY} characters: {words}")
        if "</" in item.title + item.excerpt:
            self.report.tell(name, "tags in its title or summary were dropped; the words stayed")
        if lead and lead.caption:
            self.report.tell(name, f"the caption of its main picture was dropped: {plain_text(lead.caption)}")

    def state(self, item, draft, name):
        """Live since its date, live from its date on, or a draft with the reason."""
        note = [f"Moved in from {item.link[:300] or 'WordPress'}."]
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
            if at:
                self.report.tell(name, f"its date is not kept, for a draft has none: {at:%-d %B %Y}")
            return
        if at is None:
            self.report.tell(name, "its date cannot be read: it is live since today")
        draft.bring_in_as_live(at or timezone.now())
        if at and (item.status == "future" or at > timezone.now()):
            self.report.tell(name, f"it goes live on {at:%-d %B %Y}")

    def blocks(self, draft, taken, name):
        """The blocks of a text, kept together: nobody can have approved it meanwhile."""
        made = [self.block(draft, piece, place, name) for place, piece in enumerate(taken.pieces)]
        blocks = [block for block in made if block]
        for kind in (TextBlock, PictureBlock):
            kind.objects.bulk_create(block for block in blocks if isinstance(block, kind))
        return blocks

    def block(self, draft, piece, place, name):
        common = {"parent": draft, "region": "main", "ordering": 10 * (place + 1)}
        if not isinstance(piece, Image):
            return TextBlock(text=piece.html, **common)
        if found := self.folder.picture(piece, name):
            return self.picture_block(found, piece, name, common)
        if words := plain_text(piece.caption):
            self.report.tell(name, f"the caption of a picture that is not here became a paragraph: {words}")
            return TextBlock(text=f"<p>{escape(words)}</p>", **common)
        return None

    def picture_block(self, found, piece, name, common):
        """With a description of its own where the library has another one."""
        caption = piece.caption[:250]
        block = PictureBlock(picture_id=found.number, caption=caption, **common)
        alt = self.folder.alt_of(piece, piece.src.rpartition("/")[2][:100], name)
        if alt and alt != found.alt:
            block.alt = alt
        if caption and (alt or found.alt).casefold() == plain_text(caption).casefold():
            block.decorative = True  # else whoever hears the page hears the same sentence twice
        if len(piece.caption) > len(caption):
            self.report.tell(name, f"a caption was cut after 250 characters: {piece.caption[:LONGEST_NAME]}")
        return block

    def finish(self):
        """At the end of the file: the feed of the old site, and what of its lists nobody used."""
        if (self.report.kept.total() or self.report.repeated) and not self.dry:
            self.archives.of_feed()
        self.people.tell_unused()
        self.terms.tell_unused()
        for title, number in self.shared.never_shown():
            self.report.tell("Shared blocks that no text shows, left out", f"{plain_text(title)} ({number})")
        for address in self.attachments.never_shown():
            self.report.tell("Files of the media library that no text shows, left out", told(address))


def title_of(item) -> str:
    return plain_text(item.title)[:LONGEST_TITLE] or f"Untitled ({item.type} {item.id})"


def name_of(item) -> str:
    """How the report calls it."""
    return f"{title_of(item)} ({item.type} {item.id})"


def one_further(number) -> str:
    """7, 7-2, 7-3 and so on; a number of an export may hold anything behind its hyphen."""
    stem, _, turn = number.rpartition("-")
    return f"{stem}-{int(turn) + 1}" if stem and turn.isdecimal() and len(turn) < 10 else f"{number}-2"


def item_called(item) -> str:
    """Its name in the report, made in a way that cannot fail."""
    return f"{' '.join(item.title.split())[:LONGEST_TITLE] or 'Untitled'} ({item.type} {item.id[:40]})"


def digest_of(item) -> str:
    """The same for two items that say the same."""
    told = "\x1f".join((item.title, item.content, item.excerpt, item.date, item.status, item.name, item.password))
    return sha256(told.encode(errors="replace")).hexdigest()[:16]


def beginning_of(taken) -> str:
    """A summary for a text that brings none: as many of its first sentences as fit, else its first words."""
    html = "\n".join(piece.html for piece in taken.pieces[:LOOKED_AT] if not isinstance(piece, Image))
    return first_sentences(running_text(html) or plain_text(html), LONGEST_SUMMARY)
