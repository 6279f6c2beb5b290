"""The content of a post as pieces, classic and block editor alike. Comments and the names of blocks are read here."""

import re

from core.sanitiser import clean_html
from kneesite.moving.elements import walk
from kneesite.moving.inline import drop_attributes
from kneesite.moving.markup import BLOCKS, tree
from kneesite.moving.pieces import Image, Taken, Text
from kneesite.moving.shortcodes import shortcodes

__all__ = ["Image", "Text", "taken_apart"]
UNDERSTOOD = set(
    "paragraph heading list list-item quote image gallery table code preformatted verse pullquote embed video audio file "
    "separator html freeform more nextpage shortcode footnotes core-embed/youtube core-embed/vimeo".split()
)
MARKS = {
    "more": "the mark “more” was dropped: lists here show a summary instead",
    "nextpage": "a page break was dropped: the text stands on one page",
}
BEGINS_A_BLOCK = re.compile(r"\s*</?(?:" + "|".join(sorted(BLOCKS)) + r")\b")
BLOCK_NAME = re.compile(r"\s+/?wp:([a-z0-9/-]+)")


def taken_apart(content: str, gallery=lambda ids: [], places=frozenset()) -> Taken:
    """`gallery(ids)` gives Images for the numbers of a gallery ([] for all of the post). `places`: see Taken."""
    taken = Taken(places=frozenset(places))
    content, comments = without_comments(content.replace("\x00", ""), taken)
    is_blocks = note_blocks(comments, taken)
    content = shortcodes(content, taken, gallery)
    root = tree(content if is_blocks else with_paragraphs(content))
    drop_attributes(root, taken)
    walk(root, taken)
    for piece in taken.pieces:
        if isinstance(piece, Text):
            piece.html = clean_html(piece.html).strip()
    taken.pieces = [piece for piece in taken.pieces if not isinstance(piece, Text) or piece.html]
    if taken.attributes:
        names = ", ".join(sorted(taken.attributes))
        taken.note("attributes were dropped, for a text has no look or behaviour of its own here", names)
    return taken


def note_blocks(comments, taken) -> bool:
    """Says what became of blocks and other comments; True when the block editor wrote this."""
    names = {}  # of blocks, and whether one of them is nothing but its comment
    for comment in comments:
        if found := BLOCK_NAME.match(comment):
            name = found[1].rstrip("/")
            names[name] = names.get(name, False) or comment.endswith("/")
        else:
            words = comment.strip()
            taken.note(MARKS[word]) if (word := words[:8].split(" ")[0]) in MARKS else taken.note(
                "a comment that no reader saw was dropped", words
            )
    for name in (name for name, empty in names.items() if empty and name != "footnotes"):
        why = (
            "shows something of WordPress itself" if name != "block" else "is shared, and not in the export or too long"
        )
        taken.note(f"the block “{name}” {why} and was dropped")
    for name in (name for name, empty in names.items() if not empty):
        if name not in UNDERSTOOD and not name.startswith("core-embed/"):
            taken.note(f"the block “{name}” lost its arrangement; words and pictures inside stayed")
        elif name == "pullquote":
            taken.note("a pull quote became a quotation")
    return bool(names)


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
