"""Who wrote: an author for every login of an export. An e-mail address never becomes a name or a part of an address."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from django.utils.crypto import salted_hmac
from django.utils.text import slugify

from articles.models import Author
from core.text import plain_text
from kneesite.moving.wxr import Person

MAIL_ADDRESS = re.compile(r"[^\s@]@[^\s@]|\w ?(?:@|\(at\)|\[at\]) ?[\w-]+\.\w", re.IGNORECASE)


@dataclass
class Known:
    """How somebody appears here. `nameless`: the export has nothing but an e-mail address."""

    name: str
    slug: str
    nameless: bool


class People:
    """Remembers the persons of an export by login and keeps those who wrote something."""

    def __init__(self, report):
        self.report = report
        self.known = {}

    def add(self, person):
        """A person of the list at the head of an export."""
        key = salted_hmac("kneesite.moving.people", person.login).hexdigest()[:8]
        hidden = is_address(person.login)
        names = (person.name, f"{person.first} {person.last}", person.login)
        name = next((name for name in map(plain_text, names) if name and not is_address(name)), "")
        slug = (slugify(name if hidden else person.login) or f"author-{key}")[:100]
        others = {known.slug for login, known in self.known.items() if login != person.login}
        if hidden and slug in others:
            slug = f"{slug[:90]}-{key}"
        number = person.id if person.id.isdecimal() and len(person.id) < 10 else len(self.known) + 1
        self.known[person.login] = Known(name[:80] or f"Author {number}", slug, not name)

    def author(self, login):
        """Somebody who wrote; an author of ours with the same address is the same person."""
        if login not in self.known:
            self.add(Person(login))
        known = self.known[login]
        defaults = {"name": known.name, "role": "Wrote for us before"}
        found, made = Author.objects.get_or_create(slug=known.slug, defaults=defaults)
        self.report.kept["author"] += made
        if known.nameless and found.name == known.name:
            self.report.tell(found.name, "has only an e-mail address for a name; please name this author")
        return found


def is_address(text) -> bool:
    """Whether an e-mail address stands in it, also a disguised one."""
    return bool(MAIL_ADDRESS.search(unicodedata.normalize("NFKC", unquote(text))))
