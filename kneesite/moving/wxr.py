"""Reads a WordPress export (WXR 1.x) piece by piece: memory does not grow with the file. No database, no network."""

from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

HEAD = 200_000  # bytes at the beginning that tell what kind of file it is
CHUNK = 4096  # bytes
UNKNOWN_ENCODING = expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]
NO_ENCODING = "The file says that it is written in an encoding that cannot be read here. Save it as UTF-8."
LONGEST = 5_000_000  # characters of one text


class BrokenExport(Exception):  # noqa: N818 (it is said to a person)
    """The file cannot be read; the text says where and why. `after_items`: what stands before the place is good."""

    after_items = False


@dataclass
class Item:
    """One item of an export: a post, a page, a picture or something else."""

    id: str = ""
    parent: str = ""
    type: str = ""
    status: str = ""
    title: str = ""
    name: str = ""
    link: str = ""
    guid: str = ""
    creator: str = ""
    date: str = ""  # UTC, "2012-01-31 10:00:00"
    password: str = ""
    content: str = ""
    excerpt: str = ""
    attachment_url: str = ""
    modified: str = ""
    is_sticky: str = ""
    terms: list = field(default_factory=list)  # (domain, slug, name) of categories and tags
    other_terms: list = field(default_factory=list)  # (domain, name) of everything else
    meta: dict = field(default_factory=dict)  # several values of one key are lines
    comments: int = 0
    cut: list = field(default_factory=list)  # names of elements that were longer than LONGEST


@dataclass
class Person:
    """An author of an export. The e-mail address is not read."""

    login: str
    name: str = ""
    first: str = ""
    last: str = ""
    id: str = ""


@dataclass
class Blog:
    """The site of an export."""

    address: str


@dataclass
class Term:
    """A category, tag or other term of the list at the head of an export."""

    domain: str
    slug: str
    name: str
    parent: str = ""
    description: str = ""


def read(path):
    """The blog, persons, terms and items of an export, in the order of the file. Raises BrokenExport with a sentence."""
    refuse_hostile(path)
    try:
        yield from _read(path)
    except ElementTree.ParseError as error:
        line, column = error.position
        broken = BrokenExport(f"The file is broken at line {line}, column {column}: {error.msg.partition(':')[0]}.")
        broken.after_items = True
        raise broken from None


def refuse_hostile(path):
    """Entities could swell the file or read other ones. They are declared before the first element or nowhere, so
    everything before it is read first, by a parser that stops at a declaration wherever it stands."""
    with open(path, "rb") as file:
        head = file.read(HEAD)
        if b"\x00" in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise BrokenExport("The file is not UTF-8 text.")
        file.seek(0)
        first = first_element(file)
        if first != "rss" and (first or b"<rss" not in head):
            raise BrokenExport("This is not a WordPress export: it does not begin with an rss element.")


def first_element(file):
    """The name of the first element; None where the file is broken before it, which the real reading tells."""
    begun = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, _: begun or begun.append(name)
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse_declaration
    try:
        while not begun and (piece := file.read(CHUNK)):
            parser.Parse(piece)
    except expat.ExpatError as error:
        if not begun and error.code == UNKNOWN_ENCODING:
            raise BrokenExport(NO_ENCODING) from None
    except (LookupError, ValueError):  # what Python says of an encoding that it does not have
        raise BrokenExport(NO_ENCODING) from None
    return begun[0] if begun else None


def refuse_declaration(*_):
    raise BrokenExport("The file declares a document type or entities. A WordPress export has none, so it is not read.")


def _read(path):
    parents = []
    for event, element in ElementTree.iterparse(path, events=("start", "end")):
        if event == "start":
            parents.append(element)
            continue
        parents.pop()
        name = local(element)
        if name == "item":
            yield item_of(element)
        elif name == "author" and len(element):
            yield Person(*(text(element, f"author_{one}") for one in PERSON))
        elif name == "base_blog_url":
            yield Blog((element.text or "").strip()[:LONGEST])
        elif name in TERMS and len(element) and parents and local(parents[-1]) == "channel":
            yield term_of(element, name)
        if parents and local(parents[-1]) == "channel":
            parents[-1].remove(element)


def term_of(element, name) -> Term:
    """Categories and tags have element names of their own; a term names its domain."""
    domain, *names = TERMS[name]
    return Term(domain or text(element, "term_taxonomy"), *(text(element, one)[:LONGEST] for one in names))


def item_of(element) -> Item:
    """An item with everything that is of use to us."""
    item = Item()
    for child in element:
        name, value = local(child), (child.text or "")[:LONGEST]
        if len(child.text or "") > LONGEST:
            item.cut.append("excerpt" if "excerpt" in child.tag else "text" if name == "encoded" else name)
        if name in FIELDS:
            setattr(item, FIELDS[name], value.strip() if name != "encoded" else value)
        elif name == "encoded":
            setattr(item, "excerpt" if "excerpt" in child.tag else "content", value)
        elif name == "category" and child.get("domain") in ("category", "post_tag"):
            item.terms.append((child.get("domain"), child.get("nicename", ""), value.strip()))
        elif name == "category":
            item.other_terms.append((child.get("domain", ""), value.strip()))
        elif name == "postmeta":
            key, told = text(child, "meta_key"), text(child, "meta_value")
            item.meta[key] = f"{item.meta[key]}\n{told}" if key in item.meta else told
        elif name == "comment":
            item.comments += 1
    return item


PERSON = ("login", "display_name", "first_name", "last_name", "id")
TERMS = {
    "category": ("category", "category_nicename", "cat_name", "category_parent", "category_description"),
    "tag": ("post_tag", "tag_slug", "tag_name", "", "tag_description"),
    "term": ("", "term_slug", "term_name", "term_parent", "term_description"),
}
FIELDS = {
    "post_id": "id", "post_parent": "parent", "post_type": "type", "status": "status", "title": "title",
    "post_name": "name", "link": "link", "guid": "guid", "creator": "creator", "post_date_gmt": "date", "post_password": "password",
    "attachment_url": "attachment_url", "post_modified_gmt": "modified", "is_sticky": "is_sticky",
}  # fmt: skip


def local(element) -> str:
    """The name of an element without its namespace, which changed from version to version."""
    return element.tag.rpartition("}")[2]


def text(element, name) -> str:
    """The text of the child with a name, "" without one."""
    return next(((child.text or "").strip() for child in element if local(child) == name), "")
