"""The inside of a paragraph: words with the few tags a text may have. What else stood there is dropped with a note."""

import re
from html import escape

from core.sanitiser import SCHEMES
from kneesite.moving.markup import BLOCKS, Node

INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "em", "sup": "sup", "sub": "sub"}
PLAIN = set(
    "span font code kbd samp var abbr acronym big small u s strike del ins q tt mark time label bdo dfn center nobr picture "
    "summary legend button noscript wbr".split()
)
EMBEDS = {"iframe": "src", "embed": "src", "object": "data", "video": "src", "audio": "src", "source": "src"}
GONE = set("script style link meta input select textarea option map area svg canvas base".split())
KEPT_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt"}} | {name: {key} for name, key in EMBEDS.items()}
SPACES = ("<br>", " ", "\n", "\t")
BREAK = "\x00"  # where a block inside a line begins or ends; no text holds it
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
ADDRESS_IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]{1,1000})", re.IGNORECASE)
FILES_OF_THE_OLD_SITE = "/wp-content/uploads/"


def inline(node, taken) -> str:
    """HTML. Blocks inside become lines of it."""
    html = "".join(inline_part(child, taken) for child in node.children)
    if BREAK in html:
        lines = [line for line in map(trimmed, html.split(BREAK)) if line]
        if len(lines) > 1:
            taken.note("paragraphs inside a list, a table or a heading became lines")
        html = "<br>".join(lines)
    return trimmed(html) if node.name in ("p", "li", "td", "th") else html


def trimmed(words) -> str:
    """Without line breaks at its edges. Looks at each once, however many there are."""
    begin, end = 0, len(words)
    while words.startswith(SPACES, begin):
        begin += 4 if words[begin] == "<" else 1
    while words.endswith(SPACES, begin, end):
        end -= 4 if words[end - 1] == ">" else 1
    return words[begin:end]


def inline_part(child, taken) -> str:
    if isinstance(child, str):
        return escape(child, quote=False)
    if child.name == "a" and child.attributes.get("href"):
        return link(child, taken)
    if child.name in INLINE:
        if child.name == "cite":
            taken.note("<cite> became emphasised words")
        words, tag = inline(child, taken), INLINE[child.name]
        return f"<{tag}>{words}</{tag}>" if words.strip() else words
    if child.name == "br":
        return "<br>"
    if child.name in GONE:
        taken.note(f"<{child.name}> was dropped: it has no place in a text")
        return ""
    if child.name == "img" or child.name in EMBEDS:
        return ""  # they stand behind the text
    if child.name in BLOCKS:
        if child.name != "p":
            taken.note(f"<{child.name}> inside a list, a table or a heading became plain words")
        return BREAK + inline(child, taken).strip() + BREAK
    if child.name in PLAIN:
        taken.note(f"<{child.name}> became plain words")
    elif child.name != "a":
        taken.note(f"<{child.name}> lost its tag; its words stayed")
    return inline(child, taken)


def link(node, taken) -> str:
    """A link where its address may stand, else its words."""
    words, href = inline(node, taken), node.attributes["href"].strip()
    if node.holds("img"):
        taken.note("a picture lost its link, for pictures are none here", href)
    elif not words.strip():
        taken.note("a link without words was dropped", href)
    if not words.strip():
        return ""
    if href.startswith("#") and href not in taken.places:
        taken.note("links to another place in the same text lost their address; the words stayed")
        return words
    scheme = SCHEME.match(re.sub(r"[\x00-\x20]", "", href))
    if scheme and scheme[1].lower() not in SCHEMES:
        taken.note("a link lost its address, which may not stand in a text", href)
        return words
    if FILES_OF_THE_OLD_SITE in href:
        taken.note("it links to a file of the old site, which stays there", href)
    title = f' title="{escape(node.attributes["title"])}"' if node.attributes.get("title") else ""
    return f'<a href="{escape(href)}"{title}>{words}</a>'


def drop_attributes(node, taken):
    """Remembers the names of the attributes that are dropped, and says which pictures and words stood in them."""
    for child in node.children:
        if isinstance(child, Node):
            for name in child.attributes.keys() - KEPT_ATTRIBUTES.get(child.name, set()):
                taken.attributes.add(name[:40])
                drop_words_of(child.attributes[name], name, taken)
            drop_attributes(child, taken)


def drop_words_of(value, name, taken):
    if name == "style":
        for address in ADDRESS_IN_STYLE.findall(value):
            taken.note("a picture in the background was dropped", address)
    elif name == "title" and value.strip():
        taken.note("words that showed under the pointer were dropped", value)
