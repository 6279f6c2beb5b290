"""Categories and tags become topics; every one that is cut, joined with another or left out is told."""

import re
from urllib.parse import unquote

from django.utils.text import slugify

from core.slugs import RESERVED
from core.text import excerpt, plain_text
from kneesite.moving.content import Text, taken_apart
from topics.models import FAR_BEHIND, Topic

LONGEST_NAME = 60
DEEPEST = 10  # categories below each other; an export may let them stand in a circle
TOLD = "Topics"  # the heading in the report
TOO_RARE = "Tags that became no topics, because too few posts have them (--tags-from says how many)"
WITHOUT = "Articles without a topic: please sort them under one"
NONE_CHOSEN = {"uncategorized", "uncategorised"}  # how WordPress says that a post has no category
COUNTED_ON = re.compile(r"(.+)-\d+")  # media-2: to WordPress a category and a tag could not share an address


class Terms:
    """Keeps the topics of posts. Those of the list at the head of an export that no post has become none.

    `tags` has counted how many posts have each of them.
    """

    def __init__(self, report, seen, tags, archives, dry=False):
        self.report, self.seen, self.tags, self.archives, self.dry = report, seen, tags, archives, dry
        self.kept = {}  # {(domain, slug, name): Topic}, where it is not taken back again
        self.listed = {}  # (domain, slug): Term
        self.names = {}  # {slug: the names that the list has for it, in small letters}

    def add(self, term):
        """A category, a tag or something else of the list at the head."""
        self.listed[term.domain, term.slug] = term
        self.names.setdefault(term.slug, set()).add(plain_text(term.name).casefold())
        if term.parent:
            self.report.tell(
                TOLD, f"“{plain_text(term.name)}” stood below “{term.parent}”; topics here stand side by side"
            )

    def topics(self, terms, post) -> list:
        """The topics of a post: [(domain, slug, name)]. `post` is its name in the report."""
        rare = [term for term in terms if self.is_too_rare(*term)]
        found = {term: self.kept.get(term) or self.topic(*term) for term in terms if term not in rare}
        if not self.dry:
            self.kept |= found
        if rare:
            names = ", ".join(dict.fromkeys(f"“{plain_text(name)}”" for _, _, name in rare))
            self.report.tell(post, f"tags that too few posts have became no topics: {names}")
        topics = [topic for topic in found.values() if topic]
        if not topics:
            self.report.tell(WITHOUT, post)
        return topics

    def is_too_rare(self, domain, slug, name) -> bool:
        """A tag of few posts, unless a topic here is called so already; it is told once."""
        full, old = plain_text(name), unquote(slug)
        address, name = slugify(old or full)[:100], full[:LONGEST_NAME].strip()
        if not name or not self.tags.is_rare(domain, slug, full):
            return False
        known = self.seen.get("topic", address) or self.seen.get("topic of a name", name.casefold())
        if known or self.here(address, name):
            return False
        posts = self.tags.posts_of(full)
        self.report.tell(
            TOO_RARE, f"“{full}”: {posts} post{'' if posts == 1 else 's'}{said(self.listed.get((domain, slug)))}"
        )
        return True

    def forget(self):
        """What was kept may have been taken back; it is looked for again."""
        self.kept.clear()

    def topic(self, domain, slug, name):
        """A topic of ours with the same address or name is the same."""
        term = self.listed.get((domain, slug))
        full, old = plain_text(name), unquote(slug)
        name = full[:LONGEST_NAME].strip()
        address = slugify(old or full)[:100] or slugify(name)
        if domain == "category" and address in NONE_CHOSEN:
            self.report.tell(TOLD, f"the category “{full}” says that a post has none and became no topic")
            return None
        if not address or not name:
            self.report.tell(TOLD, f"“{full or old}” cannot be an address and was left out")
            return None
        if address in RESERVED:
            address = f"topic-{address}"
        found = self.here(address, name)
        made = found is None
        if made:
            found = self.new(address, name, term)
        self.tell(found, made, (domain, full, name, old))
        if old:
            self.archives.of_topic(domain, [*self.above(term), old], found)
        return found

    def above(self, term) -> list:
        """The addresses of the categories above one, the uppermost first."""
        found = []
        while term and term.parent and len(found) < DEEPEST:
            found.insert(0, unquote(term.parent))
            term = self.listed.get((term.domain, term.parent))
        return found

    def here(self, address, name):
        """The topic that stands for this address or name already, or None."""
        if found := Topic.objects.filter(slug=address).first() or Topic.objects.filter(name__iexact=name).first():
            return found
        known = self.seen.get("topic of a name", name.casefold())
        return Topic.objects.filter(slug=known).first() if known else None

    def new(self, address, name, term):
        """A topic; one that a dry run made for an earlier post and took back is the same once more."""
        known = address if self.seen.get("topic", address) else self.seen.get("topic of a name", name.casefold())
        if known:
            address, name = known, self.seen.get("topic", known)
        else:
            address = self.plain(address, name)
        self.seen.before("topic of a name", name.casefold(), address)
        summary = f"Everything about {name}."[:160]
        return Topic.objects.create(
            slug=address, name=name, summary=summary, order=FAR_BEHIND, introduction=self.words(term)
        )

    def plain(self, address, name) -> str:
        """Without the number that WordPress added, where the address is free for this name: media, not media-2."""
        found = COUNTED_ON.fullmatch(address)
        if not found or slugify(name) != found[1] or found[1] in RESERVED:
            return address
        is_of_another = self.names.get(found[1], set()) - {name.casefold()}
        is_taken = self.seen.get("topic", found[1]) or Topic.objects.filter(slug=found[1]).exists()
        return address if is_of_another or is_taken else found[1]

    def tell(self, topic, made, term):
        """How the topic differs from what the old site had."""
        domain, full, name, old = term
        first = self.seen.before("topic", topic.slug, topic.name)
        made, here = made and first is None, first or topic.name
        self.report.kept["topic"] += made
        if made and full != here:
            self.report.tell(TOLD, f"the name “{full}” was cut after {LONGEST_NAME} characters")
        elif not made and here != name:
            self.report.tell(TOLD, f"“{full}” became one with “{here}”, which has the same address or name")
        elif self.seen.before("term of a topic", topic.slug, domain) not in (None, domain):
            self.report.tell(TOLD, f"the category and the tag “{full}” became one topic")
        if old and old != topic.slug:
            self.report.tell(TOLD, f"“{full}” had the address “{old}” and has “{topic.slug}” here")

    def words(self, term) -> str:
        """The description of a category as the introduction of its topic."""
        if term is None or not term.description:
            return ""
        taken = taken_apart(term.description)
        for sentence in taken.notes:
            self.report.tell(TOLD, f"in the description of “{plain_text(term.name)}”: {sentence}")
        texts = [piece.html for piece in taken.pieces if isinstance(piece, Text)]
        if len(texts) < len(taken.pieces) or len(texts) > 1:
            self.report.tell(TOLD, f"the description of “{plain_text(term.name)}” lost its pictures and its end")
        return texts[0] if texts else ""

    def tell_unused(self):
        """At the end: what no post has, and what would keep the list of topics short."""
        if advice := self.tags.advice():
            self.report.tell(TOLD, advice)
        for term in self.listed.values():
            if (term.domain, term.slug) not in self.tags.used:
                kind = KINDS.get(term.domain, f"term of “{term.domain}”")
                self.report.tell(
                    TOLD, f"the {kind} “{plain_text(term.name)}” has no post and became no topic{said(term)}"
                )


def said(term) -> str:
    """The description of a term that becomes no topic."""
    return f"; it said: {excerpt(plain_text(term.description), 1000)}" if term and term.description else ""


KINDS = {"category": "category", "post_tag": "tag"}
