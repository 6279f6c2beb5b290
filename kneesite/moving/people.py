"""Who wrote: an author for every login of an export. An e-mail address never becomes a name or a part of an address."""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from django.utils.crypto import salted_hmac
from django.utils.text import slugify

from articles.models import Author
from core.text import plain_text
from kneesite.moving.wxr import Person

OPEN, CLOSE = r"[ _-]?[(\[{<*][ _-]?", r"[ _-]?[)\]}>*][ _-]?"
AT = rf"(?: ?@ ?|{OPEN}at{CLOSE}|[ _-]at[ _-])"
DOT = rf"(?:\.|{OPEN}(?:dot|punkt|\.){CLOSE}|[ _-](?:dot|punkt)[ _-])"
MAIL_ADDRESS = re.compile(rf"[^\s@]@[^\s@]|\w{AT}[\w-]{{1,64}}?{DOT}\w", re.IGNORECASE)
LONGEST_NAME = 80
NOTHING_SAID = "Authors of whom an export has only the name: please write on their pages what they do"


@dataclass
class Known:
    """How somebody appears here. `nameless`: the export has nothing but an e-mail address."""

    name: str
    full: str
    slug: str
    nameless: bool
    wrote: bool = False
    kept: Author | None = None


class People:
    """Remembers the persons of an export by login and keeps those who wrote something."""

    def __init__(self, report, seen, archives, dry=False):
        self.report, self.seen, self.archives, self.dry = report, seen, archives, dry
        self.known, self.logins = {}, {}  # by login; {slug: login}

    def add(self, person):
        """A person of the list at the head of an export."""
        key = salted_hmac("kneesite.moving.people", person.login).hexdigest()[:8]
        hidden = is_address(person.login)
        names = (person.name, f"{person.first} {person.last}", person.login)
        full = next((name for name in map(plain_text, names) if name and not is_address(name)), "")
        slug = (slugify(full if hidden else person.login) or f"author-{key}")[:100]
        if self.logins.setdefault(slug, person.login) != person.login:
            slug = f"{slug[:90]}-{key}"
        number = person.id if person.id.isdecimal() and len(person.id) < 10 else len(self.known) + 1
        name = full[:LONGEST_NAME] or f"Author {number}"
        self.known[person.login] = Known(name, full or name, slug, not full)

    def meet(self, login):
        """Somebody who wrote, also in what an earlier run kept: a second run must count people as the first did."""
        if not login:
            return
        if login not in self.known:
            listed = self.logins.get(slugify(login)) if not is_address(login) else None
            if listed is None:
                self.add(Person(login))
            else:
                self.known[login] = self.known[listed]
                told = f"the export writes “{plain_text(login)}” too, which is in no list: taken for the same person"
                self.report.tell(self.known[listed].name, told)
        self.known[login].wrote = True

    def author(self, login):
        """An author of ours; one with the same address is the same person."""
        self.meet(login)
        known = self.known[login]
        if known.kept:
            return known.kept
        found, made = Author.objects.get_or_create(slug=known.slug, defaults={"name": known.name})
        if self.seen.before("author", known.slug, str(made)) is None:
            self.report.kept["author"] += made
            self.tell(known, found, made)
        if not is_address(login):
            self.archives.of_author(login, found)
        known.kept = None if self.dry else found  # a dry run takes it back
        return found

    def forget(self):
        """What was kept may have been taken back; it is looked for again."""
        for known in self.known.values():
            known.kept = None

    def tell(self, known, found, made):
        if known.nameless and found.name == known.name:
            self.report.tell(found.name, "has only an e-mail address for a name; please name this author")
        if made:
            self.report.tell(NOTHING_SAID, found.name)
        if made and known.full != known.name:
            self.report.tell(found.name, f"the author's name was cut after {LONGEST_NAME} characters: {known.full}")
        if not made and found.name != known.name and not known.nameless:
            self.report.tell(
                found.name, f"an author of ours with the same address; what “{known.full}” wrote is theirs now"
            )

    def tell_unused(self):
        """At the end: who wrote nothing that is here."""
        for known in self.known.values():
            if not known.wrote:
                self.report.tell("Authors who wrote nothing and are not here", known.full)


def is_address(text) -> bool:
    """Whether an e-mail address stands in it, also a disguised one."""
    return bool(MAIL_ADDRESS.search(undisguised(text)))


def undisguised(text) -> str:
    """What a reader or a machine makes of it: escapes resolved, also doubled ones, wide signs narrow, hidden ones gone."""
    for _ in range(3):
        text = unquote(unescape(text))
    shown = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return " ".join("".join(shown).split())
