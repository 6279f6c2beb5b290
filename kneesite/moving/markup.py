"""A small tree of HTML, forgiving as browsers are: enough to take texts of another system apart."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = set("area base br col embed hr img input link meta param source track wbr".split())
DEEPEST = 60  # elements inside each other; what is deeper is hung up higher
NO_SECTION = re.compile(r"<!\[(?!(?:if|else|endif)\b[^\[\]<>]*\]>)", re.IGNORECASE)  # Word writes <![if …]>
BLOCKS = set(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
CLOSES = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
}


@dataclass
class Node:
    """An element: name, attributes, children (nodes and strings)."""

    name: str
    attributes: dict = field(default_factory=dict)
    children: list = field(default_factory=list)

    def text(self) -> str:
        """All words inside."""
        return "".join(
            child if isinstance(child, str) else "\n" if child.name == "br" else child.text() for child in self.children
        )

    def find(self, *names):
        """Every element inside with one of these names."""
        return self.inside(names, True)

    def outermost(self, *names):
        """The same without those that stand inside one of them."""
        return self.inside(names, False)

    def inside(self, names, further):
        """In the order of the text; one generator for all levels, for there may be many."""
        levels = [iter(self.children)]
        while levels:
            child = next(levels[-1], None)
            if child is None:
                levels.pop()
            elif isinstance(child, Node):
                found = child.name in names
                if found:
                    yield child
                if further or not found:
                    levels.append(iter(child.children))

    def holds(self, *names) -> bool:
        """Whether there is one inside."""
        return next(self.find(*names), None) is not None

    def without(self, *names):
        """A copy in which these are missing."""
        kept = (child for child in self.children if isinstance(child, str) or child.name not in names)
        children = [child if isinstance(child, str) else child.without(*names) for child in kept]
        return Node(self.name, self.attributes, children)


class Builder(HTMLParser):
    """Puts a tree together; comments and declarations vanish, scripts and styles keep nothing."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS:
            self.close_until({"p"}, within={"root", "td", "th", "li", "div", "blockquote", "figure"})
        if tag in CLOSES:
            self.close_until(CLOSES[tag], within={"root", "ul", "ol", "dl", "table"})
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID and len(self.open) < DEEPEST:
            self.open.append(node)

    def handle_endtag(self, tag):
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].name == tag:
                del self.open[at:]
                return

    def close_until(self, names, within):
        """Closes the nearest open element of some names, but none beyond `within`."""
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].name in names:
                del self.open[at:]
                return
            if self.open[at].name in within:
                return

    def handle_data(self, data):
        if self.open[-1].name not in ("script", "style"):
            self.open[-1].children.append(data)


def tree(html: str) -> Node:
    """The root of the tree of a text. What opens behind the last “>” is no element; it is not tried again and again."""
    html = NO_SECTION.sub("&lt;![", html)  # the parser of Python gives up at sections that it does not know
    end = html.rfind(">") + 1
    builder = Builder()
    builder.feed(html[:end] + html[end:].replace("<", "&lt;"))
    builder.close()
    return builder.root
