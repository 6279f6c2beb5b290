"""Our sanitised HTML as Markdown, for those who want to move out. One way; only the tags of core.sanitiser occur."""

import re

from kneesite.moving.markup import Node, tree

MARKS = {"strong": "**", "em": "*"}
SPECIAL = re.compile(r"([\\`*_\[\]<>])")
BEGINNING = re.compile(r"^(\s*)(?:(#{1,6}(?=\s)|[+=~-])|(\d{1,9})([.)](?=\s)))", re.MULTILINE)


def plain(text: str) -> str:
    """Plain words, which mean nothing more in Markdown; no line becomes a heading, a list or a rule."""
    return for_beginning(SPECIAL.sub(r"\\\1", text.strip()))


def for_beginning(words: str) -> str:
    """Words at the beginning of a line that are not meant as a mark of Markdown."""
    return BEGINNING.sub(lambda found: f"{found[1]}{found[3] or ''}\\{found[2] or found[4]}", words)


def markdown(html: str) -> str:
    """Paragraphs, headings, lists, quotations, links and emphasis."""
    return "\n\n".join(part for part in (block(node) for node in tree(html).children) if part.strip())


def block(node, indent="") -> str:
    """One block-level element, its lines indented."""
    if isinstance(node, str):
        return plain(node)
    if re.fullmatch("h[1-6]", node.name):
        return f"{indent}{'#' * int(node.name[1])} {inline(node)}"
    if node.name in ("ul", "ol"):
        return "\n".join(
            entry(child, f"{number}." if node.name == "ol" else "-", indent)
            for number, child in enumerate(items(node), 1)
        )
    if node.name == "blockquote":
        inner = "\n\n".join(block(child) for child in node.children if not isinstance(child, str) or child.strip())
        return "\n".join(f"{indent}> {line}".rstrip() for line in inner.splitlines())
    return indent + (for_beginning(inline(node)) if node.name == "p" else inline(node))


def items(node):
    return [child for child in node.children if isinstance(child, Node) and child.name == "li"]


def entry(node, mark, indent) -> str:
    """One entry of a list with the lists inside it."""
    nested = [child for child in node.children if isinstance(child, Node) and child.name in ("ul", "ol")]
    words = " ".join(inline(Node("li", {}, [child for child in node.children if child not in nested])).split())
    return "\n".join(
        [f"{indent}{mark} {words}", *(block(child, indent + "  " * (2 if mark != "-" else 1)) for child in nested)]
    )


def inline(node) -> str:
    """Words with emphasis and links."""
    parts = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(SPECIAL.sub(r"\\\1", child))
        elif child.name == "br":
            parts.append("  \n")
        elif child.name == "a":
            parts.append(f"[{inline(child)}]({child.attributes.get('href', '').replace(')', '%29')})")
        elif child.name in ("sup", "sub"):
            parts.append(f"<{child.name}>{inline(child)}</{child.name}>")
        else:
            mark = MARKS.get(child.name, "")
            parts.append(f"{mark}{inline(child)}{mark}")
    return "".join(parts).strip() if node.name in ("p", "li") else "".join(parts)
