"""The content of a post as pieces: rich text and pictures, with a note for everything that was changed or dropped."""

import re
from dataclasses import dataclass, field
from html import escape

from core.sanitiser import clean_html
from kneesite.moving.lengths import LIMIT, parts_of
from kneesite.moving.markup import BLOCKS, Node, tree
from kneesite.moving.shortcodes import shortcodes

INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "em", "sup": "sup", "sub": "sub"}
PLAIN = set(
    "span font code kbd samp var abbr acronym big small u s strike del ins q tt mark time label bdo dfn center nobr picture "
    "summary legend button noscript wbr".split()
)
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
EMBEDS = {"iframe": "src", "embed": "src", "object": "data", "video": "src", "audio": "src", "source": "src"}
UNDERSTOOD = set(
    "paragraph heading list list-item quote image gallery table code preformatted verse pullquote embed video audio file "
    "separator html freeform more nextpage shortcode core-embed/youtube core-embed/vimeo".split()
)
GONE = {
    "script",
    "style",
    "link",
    "meta",
    "input",
    "select",
    "textarea",
    "option",
    "map",
    "area",
    "svg",
    "canvas",
    "base",
}
LONGEST_CAPTION = 250  # characters
BEGINS_A_BLOCK = re.compile(r"\s*</?(?:" + "|".join(sorted(BLOCKS)) + r")\b")
BLOCK_NAME = re.compile(r"\s+wp:([a-z0-9/-]+)")


@dataclass
class Text:
    """Rich text, sanitised."""

    html: str


@dataclass
class Image:
    """A picture by its old address."""

    src: str
    alt: str = ""
    caption: str = ""


@dataclass
class Taken:
    """A content taken apart."""

    pieces: list = field(default_factory=list)
    notes: dict = field(default_factory=dict)  # the sentences, each once, in their order

    def note(self, sentence):
        self.notes[sentence] = True

    def write(self, html):
        for part in parts_of(html.replace("\xa0", "&nbsp;"), self.note):
            last = self.pieces[-1] if self.pieces else None
            if not isinstance(last, Text):
                self.pieces.append(Text(part))
            elif len(last.html) + len(part) < LIMIT:
                last.html += "\n" + part
            else:
                self.note("its text is longer than one text may be and became several, one behind the other")
                self.pieces.append(Text(part))


def taken_apart(content: str, gallery=lambda ids: []) -> Taken:
    """Classic and block editor alike. `gallery(ids)` gives Images for the numbers of a gallery ([] for all of the post)."""
    taken = Taken()
    content = content.replace("\x00", "")
    content, comments = without_comments(content, taken)
    names = {}  # of blocks, and whether one of them is nothing but its comment
    for comment in comments:
        if found := BLOCK_NAME.match(comment):
            name = found[1].rstrip("/")
            names[name] = names.get(name, False) or comment.endswith("/")
    for name in (name for name, empty in names.items() if empty):
        taken.note(f"the block “{name}” shows something of WordPress itself and was dropped")
    for name in (name for name, empty in names.items() if not empty):
        if name not in UNDERSTOOD and not name.startswith("core-embed/"):
            taken.note(f"the block “{name}” lost its arrangement; words and pictures inside stayed")
    is_blocks = bool(names)
    content = shortcodes(content, taken, gallery)
    html = content if is_blocks else with_paragraphs(content)
    walk(tree(html), taken)
    for piece in taken.pieces:
        if isinstance(piece, Text):
            piece.html = clean_html(piece.html).strip()
    taken.pieces = [piece for piece in taken.pieces if not isinstance(piece, Text) or piece.html]
    return taken


def without_comments(content, taken):
    """The content without its comments, and what stood in them. As in a browser, one without an end goes to the end."""
    parts, comments, at = [], [], 0
    while (begin := content.find("<!--", at)) >= 0:
        end = content.find("-->", begin + 4)
        parts.append(content[at:begin])
        if end < 0:
            lost = content[begin + 4 :]
            taken.note(f"a comment without an end hid the rest of the text and was dropped: {len(lost)} characters")
            return "".join(parts), comments
        comments.append(content[begin + 4 : end])
        at = end + 3
    return "".join([*parts, content[at:]]), comments


def with_paragraphs(content) -> str:
    """Classic texts have empty lines instead of paragraphs."""
    parts = re.split(r"\n\s*\n", content.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(
        part if BEGINS_A_BLOCK.match(part) else f"<p>{part.replace(chr(10), '<br>')}</p>"
        for part in parts
        if part.strip()
    )


def walk(node, taken):
    """Blocks one after the other; loose words between them become paragraphs."""
    loose = []
    for child in [*node.children, None]:
        if child is not None and (isinstance(child, str) or child.name not in BLOCKS | set(EMBEDS)):
            loose.append(child)
            continue
        if loose:
            paragraph("p", Node("p", {}, loose), taken)
            loose = []
        if child is not None:
            block(child, taken)


def block(node, taken):
    """One block-level element."""
    if node.name in GONE:
        taken.note(f"<{node.name}> was dropped: it has no place in a text")
    elif node.name in EMBEDS:
        embed(node, taken)
    elif node.name == "p" or node.name in HEADINGS:
        paragraph(HEADINGS.get(node.name, "p"), node, taken)
    elif node.name in ("ul", "ol"):
        taken.write(list_of(node, taken))
        pictures(node, taken)
    elif node.name == "blockquote":
        taken.write(f"<blockquote>{quoted(node, taken)}</blockquote>")
        pictures(node, taken)
    elif node.name == "pre":
        taken.note("preformatted text or code became a paragraph with line breaks")
        taken.write("<p>" + "<br>".join(escape(line) for line in node.text().strip("\n").splitlines()) + "</p>")
    elif node.name == "table":
        table(node, taken)
    elif node.name == "dl":
        taken.note("a definition list became paragraphs")
        for one in node.find("dt", "dd"):
            taken.write(
                f"<p><strong>{inline(one, taken)}</strong></p>" if one.name == "dt" else f"<p>{inline(one, taken)}</p>"
            )
    elif node.name == "figure":
        figure(node, taken)
    elif node.name == "hr":
        taken.note("a separating line was dropped")
    else:
        walk(node, taken)


def paragraph(tag, node, taken):
    """Words as a paragraph or heading, its pictures behind it."""
    if any(isinstance(child, Node) and child.name in BLOCKS for child in node.children):
        return walk(Node("div", {}, node.children), taken)
    words = inline(node, taken)
    if re.sub(r"<br>|\s|&nbsp;", "", words):
        taken.write(f"<{tag}>{words}</{tag}>")
    pictures(node, taken)
    for one in node.find(*EMBEDS):
        embed(one, taken)


def inline(node, taken) -> str:
    """The inside of a paragraph with the few tags a text may have."""
    parts = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(escape(child, quote=False))
        elif child.name == "a" and child.attributes.get("href"):
            words = inline(child, taken)
            parts.append(f'<a href="{escape(child.attributes["href"])}">{words}</a>' if words.strip() else "")
        elif child.name in INLINE:
            words = inline(child, taken)
            parts.append(f"<{INLINE[child.name]}>{words}</{INLINE[child.name]}>" if words.strip() else words)
        elif child.name == "br":
            parts.append("<br>")
        elif child.name in GONE:
            taken.note(f"<{child.name}> was dropped: it has no place in a text")
        elif child.name not in ("img", *EMBEDS):
            if child.name not in PLAIN and child.name not in BLOCKS and child.name != "a":
                taken.note(f"<{child.name}> lost its tag; its words stayed")
            elif child.name in PLAIN - {"span"}:
                taken.note(f"<{child.name}> became plain words")
            parts.append(inline(child, taken))
    return "".join(parts).strip() if node.name in ("p", "li", "td", "th") else "".join(parts)


def list_of(node, taken) -> str:
    """A list with its lists inside."""
    entries = []
    for child in node.children:
        if isinstance(child, Node) and child.name == "li":
            nested = [one for one in child.children if isinstance(one, Node) and one.name in ("ul", "ol")]
            words = inline(Node("li", {}, [one for one in child.children if one not in nested]), taken)
            entries.append(f"<li><p>{words}</p>{''.join(list_of(one, taken) for one in nested)}</li>")
        elif isinstance(child, Node) and child.name in ("ul", "ol"):
            entries.append(f"<li>{list_of(child, taken)}</li>")
    return f"<{node.name}>{''.join(entries)}</{node.name}>" if entries else ""


def quoted(node, taken) -> str:
    """Paragraphs of a quotation."""
    inner = Taken(notes=taken.notes)
    walk(Node("div", {}, node.children), inner)
    return (
        "".join(piece.html for piece in inner.pieces if isinstance(piece, Text))
        .replace("<blockquote>", "")
        .replace("</blockquote>", "")
    )


def table(node, taken):
    """Rows as a list: our texts have no tables."""
    taken.note("a table became a list, one line for each row")
    rows = [[inline(cell, taken).strip() for cell in row.find("td", "th")] for row in node.find("tr")]
    entries = "".join(f"<li><p>{' – '.join(cell for cell in row if cell)}</p></li>" for row in rows if any(row))
    if entries:
        taken.write(f"<ul>{entries}</ul>")
    pictures(node, taken)


def figure(node, taken):
    """Pictures with their caption; a figure of anything else is opened."""
    captions = [one for one in node.children if isinstance(one, Node) and one.name == "figcaption"]
    images = list(node.find("img"))
    if not images:
        return walk(Node("div", {}, node.children), taken)
    if list(node.find("figure")):
        walk(Node("div", {}, [one for one in node.children if one not in captions]), taken)
    else:
        words = " ".join(one.text().strip() for one in captions)
        fits = len(words) <= LONGEST_CAPTION
        for one in images:
            caption = words if fits else ""
            taken.pieces.append(Image(one.attributes.get("src", ""), one.attributes.get("alt", ""), caption))
        if not fits:  # all of it, as a paragraph behind the picture
            taken.write(f"<p>{escape(words, quote=False)}</p>")


def pictures(node, taken):
    """The pictures inside a text, as pieces of their own."""
    for one in node.find("img"):
        if one.attributes.get("src"):
            taken.pieces.append(Image(one.attributes["src"], one.attributes.get("alt", "")))


def embed(node, taken):
    """Something of another site, as a link to it."""
    source = node.attributes.get(EMBEDS[node.name], "") or next(
        (one.attributes.get("src", "") for one in node.find("source")), ""
    )
    if source.startswith("//"):
        source = "https:" + source
    if source.startswith(("http://", "https://")):
        taken.note(f"an embed became a link: {source[:120]}")
        taken.write(f'<p><a href="{escape(source)}">{escape(source)}</a></p>')
    elif node.name != "source":
        taken.note(f"<{node.name}> without an address was dropped")
