"""Block elements of a content, one after the other, as pieces: what our texts do not have becomes what they have."""

import re
from html import escape

from core.text import plain_text
from kneesite.moving.inline import BREAK, EMBEDS, GONE, inline, trimmed
from kneesite.moving.markup import BLOCKS, Node
from kneesite.moving.pieces import Image, Text

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
LONGEST_CAPTION = 250  # characters


def walk(node, taken):
    """Blocks one after the other; loose words between them become paragraphs."""
    loose = []
    for child in [*node.children, None]:
        if child is not None and (isinstance(child, str) or child.name not in BLOCKS | set(EMBEDS)):
            loose.append(child)
            continue
        if loose:
            paragraph("p", Node("", {}, loose), taken)
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
    elif node.name in OWN_WAYS:
        OWN_WAYS[node.name](node, taken)
    elif node.name == "hr":
        taken.note("a separating line was dropped")
    else:
        taken.note(f"<{node.name}> was opened; what stood inside stayed")
        walk(node, taken)


def paragraph(tag, node, taken):
    """Words as a paragraph or heading, its pictures behind it."""
    if any(isinstance(child, Node) and child.name in BLOCKS for child in node.children):
        if node.name in HEADINGS:
            taken.note(f"<{node.name}> with blocks inside became paragraphs")
        return walk(Node("div", {}, node.children), taken)
    words = trimmed(inline(Node("p", {}, node.children), taken))
    if re.sub(r"<br>|\s|&nbsp;", "", words):
        if tag != node.name and node.name in HEADINGS:
            taken.note(f"<{node.name}> became <{tag}>")
        taken.write(f"<{tag}>{words}</{tag}>")
        if node.holds("img"):
            taken.note("a picture among words stands behind them now")
    elif node.name and not node.holds("img", *EMBEDS):
        taken.note(f"an empty <{node.name}> was dropped")
    behind(node, taken)


def behind(node, taken):
    """The pictures inside a text as pieces of their own, and what is of another site as links."""
    for one in node.outermost("img", *EMBEDS):
        picture(one, "", taken) if one.name == "img" else embed(one, taken)


def picture(node, caption, taken):
    if src := node.attributes.get("src", "").strip():
        taken.pieces.append(Image(src, node.attributes.get("alt", ""), caption))
    else:
        taken.note("a picture without an address was dropped", node.attributes.get("alt", ""))


def a_list(node, taken):
    """A list; one of nothing but pictures is a gallery."""
    entries = [one for one in node.children if isinstance(one, Node)]
    if entries and all(one.holds("img") and not one.without("figcaption").text().strip() for one in entries):
        return gallery(node, taken)
    taken.write(list_of(node, taken))
    behind(node, taken)


def list_of(node, taken) -> str:
    """A list with its lists inside."""
    entries = []
    for child in node.children:
        if not child.strip() if isinstance(child, str) else child.name == "br":
            continue
        if is_list(child):
            entries.append(f"<li>{list_of(child, taken)}</li>")
            continue
        if isinstance(child, str) or child.name != "li":
            taken.note("what stood between the entries of a list became an entry")
            child = Node("li", {}, [child])
        nested = [one for one in child.children if is_list(one)]
        words = inline(Node("li", {}, [BREAK if is_list(one) else one for one in child.children]), taken)
        if words or nested:
            entries.append(f"<li><p>{words}</p>{''.join(list_of(one, taken) for one in nested)}</li>")
        elif not child.holds("img", *EMBEDS):
            taken.note("an empty entry of a list was dropped")
    return f"<{node.name}>{''.join(entries)}</{node.name}>" if entries else ""


def is_list(node) -> bool:
    return isinstance(node, Node) and node.name in ("ul", "ol")


def quotation(node, taken):
    """Paragraphs of a quotation, its pictures behind it."""
    inner = taken.inside()
    walk(Node("div", {}, node.children), inner)
    html = "".join(piece.html for piece in inner.pieces if isinstance(piece, Text))
    if "<blockquote>" in html:
        taken.note("a quotation inside a quotation became a part of it")
        html = html.replace("<blockquote>", "").replace("</blockquote>", "")
    if html:
        taken.write(f"<blockquote>{html}</blockquote>")
    taken.pieces += [piece for piece in inner.pieces if isinstance(piece, Image)]


def preformatted(node, taken):
    taken.note("preformatted text or code became a paragraph with line breaks")
    for one in node.find("a"):
        taken.note("a link in preformatted text lost its address", one.attributes.get("href", ""))
    lines = (escape(line, quote=False) for line in node.text().strip("\n").splitlines())
    taken.write("<p>" + "<br>".join(re.sub(r"^[ \t]+", indented, line) for line in lines) + "</p>")
    behind(node, taken)


def indented(spaces) -> str:
    return "\xa0" * len(spaces[0].expandtabs(4))


def table(node, taken):
    """Rows as a list: our texts have no tables."""
    taken.note("a table became a list, one line for each row")
    for one in node.outermost("caption"):
        taken.note("the caption of a table became a paragraph")
        taken.write(f"<p>{inline(Node('p', {}, one.children), taken)}</p>")
    rows = [[inline(cell, taken).strip() for cell in row.outermost("td", "th")] for row in node.outermost("tr")]
    entries = "".join(f"<li><p>{' – '.join(cell for cell in row if cell)}</p></li>" for row in rows if any(row))
    if entries:
        taken.write(f"<ul>{entries}</ul>")
    behind(node, taken)


def definitions(node, taken):
    taken.note("a definition list became paragraphs")
    for one in node.outermost("dt", "dd"):
        words = inline(Node("p", {}, one.children), taken)
        taken.write(f"<p><strong>{words}</strong></p>" if one.name == "dt" else f"<p>{words}</p>")
    behind(node, taken)


def figure(node, taken):
    """Pictures with their caption; a figure of anything else is opened."""
    images = list(node.find("img"))
    if not images:
        return walk(Node("div", {}, node.children), taken)
    if node.holds("figure"):
        return gallery(node, taken)
    words = caption_of(node.outermost("figcaption"), taken)
    fits = len(words) <= LONGEST_CAPTION
    for one in images:
        picture(one, words if fits else "", taken)
    for one in node.outermost("a"):
        if one.holds("img"):
            taken.note("a picture lost its link, for pictures are none here", one.attributes.get("href", ""))
    if not fits:  # all of it, as a paragraph behind the picture
        taken.note(f"a caption of more than {LONGEST_CAPTION} characters became a paragraph", words)
        taken.write(f"<p>{escape(words, quote=False)}</p>")
    elif words and len(images) > 1:
        taken.note(f"a caption stands under each of its {len(images)} pictures now", words)
    rest = node.without("img", "figcaption")
    if rest.text().strip() or rest.holds(*EMBEDS):
        walk(Node("div", {}, rest.children), taken)


def gallery(node, taken):
    """Pictures with captions of their own; the caption of all stands behind them."""
    number = sum(1 for _ in node.find("img"))
    taken.note(f"a gallery became {number} single picture{'' if number == 1 else 's'}")
    captions = [one for one in node.children if isinstance(one, Node) and one.name == "figcaption"]
    for one in node.children:
        if isinstance(one, Node) and one.name == "li":
            walk(one, taken)
        elif one not in captions:
            walk(Node("div", {}, [one]), taken)
    if words := caption_of(captions, taken):
        taken.note("the caption of a gallery became a paragraph", words)
        taken.write(f"<p>{escape(words, quote=False)}</p>")


def caption_of(nodes, taken) -> str:
    """Plain words: captions here hold neither links nor marks."""
    words = []
    for node in nodes:
        html = inline(Node("p", {}, node.children), taken)
        words.append(plain_text(html))
        for one in node.find("a"):
            taken.note("a link in a caption lost its address", one.attributes.get("href", ""))
        if "<" in html.replace("<br>", "").replace("<a ", "").replace("</a>", ""):
            taken.note("a caption lost its emphasis; its words stayed")
    return " ".join(filter(None, words))


def embed(node, taken):
    """Something of another site, as a link to it."""
    inside = [(one.attributes.get(EMBEDS[one.name], "")) for one in node.find(*EMBEDS)]
    addresses = dict.fromkeys(
        one.strip() for one in [node.attributes.get(EMBEDS[node.name], ""), *inside] if one.strip()
    )
    for address in addresses:
        address = "https:" + address if address.startswith("//") else address
        if address.startswith(("http://", "https://")):
            taken.note("an embed became a link", address)
            taken.write(f'<p><a href="{escape(address)}">{escape(address)}</a></p>')
        else:
            taken.note(f"<{node.name}> was dropped, for its address is not a whole one", address)
    if not addresses and node.name != "source":
        taken.note(f"<{node.name}> without an address was dropped")
    if words := node.text().strip():
        taken.note(f"the words inside <{node.name}> were dropped", words)


OWN_WAYS = {
    "ul": a_list, "ol": a_list, "blockquote": quotation, "pre": preformatted, "table": table, "dl": definitions, "figure": figure,
}  # fmt: skip
