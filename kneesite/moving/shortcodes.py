"""Words in square brackets, and addresses alone on a line: what WordPress fills in when a page is shown."""

import re
from html import escape, unescape

from kneesite.moving.inline import EMBEDS, drop_attributes, inline
from kneesite.moving.markup import Node, tree

# No mark may reach over the next bracket or line: each character is looked at a few times, however long the text is.
CAPTION = re.compile(r"\[(/?)(?:wp_)?caption[^\[\]]*\]")
GALLERY = re.compile(r"\[gallery([^\[\]]*)\]")
EMBED = re.compile(r"\[(?:embed|youtube|vimeo|video|audio|wpvideo)[^\[\]]*\]\s*(https?://[^\s\[\]<]+)\s*\[/\w+\]")
MEDIA = re.compile(r"\[(?:audio|video|embed|playlist)\b[^\[\]]*\]")
ADDRESS = re.compile(r"https?://[^\s\"'\]|]+")
SHORTCODE = re.compile(r"\[/?([a-z][a-z0-9_-]{2,30})((?:\s[^\[\]<>]*)?)/?\]")
SETTING = re.compile(r"([a-z_]{1,30})\s?=\s?[\"']")
BARE_ADDRESS = re.compile(r"^[^\S\n]*(https?://[^\s<>\"]+)[^\S\n]*$", re.MULTILINE)


def shortcodes(content, taken, gallery) -> str:
    """Captions and galleries become figures, embeds become links, other shortcodes lose their brackets."""
    content = captions(content, taken)
    content = galleries(content, taken, gallery)
    content = EMBED.sub(r"\n\n\1\n\n", content)
    content = MEDIA.sub(addresses_of_media, content)
    for address in BARE_ADDRESS.findall(content):
        taken.note("an embed became a link", unescape(address))
    content = BARE_ADDRESS.sub(r'<p><a href="\1">\1</a></p>', content)
    named = set()

    def bare(found):
        name, settings = found[1], found[2].strip()
        if settings:
            taken.note(f"the shortcode [{name}] lost its brackets and settings; what stood inside stayed", settings)
        elif name not in named:
            taken.note(f"the shortcode [{name}] lost its brackets; what stood inside stayed")
        named.add(name)
        return ""

    return SHORTCODE.sub(bare, content)


def galleries(content, taken, gallery) -> str:
    """Each [gallery] as its pictures. One that shows the same ones again would only make the text endless."""
    shown = set()

    def figures(found):
        numbers = tuple(re.findall(r"\d+", attribute(found[1], "ids") or attribute(found[1], "include")))
        if numbers in shown:
            taken.note("a gallery that shows the same pictures once more was dropped")
            return ""
        shown.add(numbers)
        return figures_of_gallery(found[1], list(numbers), taken, gallery)

    return GALLERY.sub(figures, content)


def figures_of_gallery(settings, numbers, taken, gallery) -> str:
    """The pictures of a gallery with their captions."""
    images = gallery(numbers)
    taken.note(f"a gallery became {len(images)} single picture{'' if len(images) == 1 else 's'}")
    if (missing := len(numbers) - len(images)) > 0:
        taken.note(
            f"{missing} picture{'' if missing == 1 else 's'} of a gallery {'is' if missing == 1 else 'are'} not in the export"
        )
    others = [name for name in SETTING.findall(settings) if name not in ("ids", "include")]
    if others:
        taken.note("a gallery lost its settings", ", ".join(others))
    return "\n\n" + "".join(
        f"<figure>{image_tag(one.src, one.alt)}<figcaption>{escape(one.caption)}</figcaption></figure>"
        for one in images
    )


def captions(content, taken) -> str:
    """Each [caption]…[/caption] as a figure; one without an end stays as it is."""
    parts, at, opened = [], 0, None
    for mark in CAPTION.finditer(content):
        if not mark[1]:
            opened = mark
        elif opened:
            inside = content[opened.end() : mark.start()]
            parts += [content[at : opened.start()], figure_of_caption(opened[0], inside, taken)]
            at, opened = mark.end(), None
    return "".join([*parts, content[at:]])


def figure_of_caption(opening, inside, taken) -> str:
    """[caption]<img> words[/caption] as a figure; what the words hold is looked at as a caption is."""
    taken.attributes.update(name for name in SETTING.findall(opening) if name != "caption")
    root = tree(inside)
    drop_attributes(root, taken)
    for one in root.outermost(*EMBEDS):
        taken.note("an embed in a caption was dropped", one.attributes.get(EMBEDS[one.name], ""))
    images = "".join(
        image_tag(one.attributes.get("src", ""), one.attributes.get("alt", "")) for one in root.find("img")
    )
    words = f"{escape(attribute(opening, 'caption'))} {inline(Node('p', {}, root.children), taken)}"
    return f"\n\n<figure>{images}<figcaption>{words.strip()}</figcaption></figure>\n\n"


def addresses_of_media(found):
    """[audio mp3="address"] as the address alone on a line."""
    addresses = ADDRESS.findall(found[0])
    return "\n\n" + "\n\n".join(addresses) + "\n\n" if addresses else found[0]


def image_tag(src, alt) -> str:
    return f'<img src="{escape(src)}" alt="{escape(alt)}">'


def attribute(text, name) -> str:
    """A value in quotation marks, "" without one."""
    found = re.search(name + r'\s*=\s*["\']([^"\']*)["\']', text)
    return found[1] if found else ""
