"""Words in square brackets, and addresses alone on a line: what WordPress fills in when a page is shown."""

import re
from html import escape, unescape

from kneesite.moving.markup import tree

# No mark may reach over the next bracket or line: each character is looked at a few times, however long the text is.
CAPTION = re.compile(r"\[(/?)(?:wp_)?caption[^\[\]]*\]")
GALLERY = re.compile(r"\[gallery([^\[\]]*)\]")
EMBED = re.compile(r"\[(?:embed|youtube|vimeo|video|audio|wpvideo)[^\[\]]*\]\s*(https?://[^\s\[\]<]+)\s*\[/\w+\]")
MEDIA = re.compile(r"\[(?:audio|video|embed|playlist)\b[^\[\]]*\]")
ADDRESS = re.compile(r"https?://[^\s\"'\]|]+")
SHORTCODE = re.compile(r"\[/?([a-z][a-z0-9_-]{2,30})(?:\s[^\[\]<>]*)?/?\]")
BARE_ADDRESS = re.compile(r"^[^\S\n]*(https?://[^\s<>\"]+)[^\S\n]*$", re.MULTILINE)


def shortcodes(content, taken, gallery) -> str:
    """Captions and galleries become figures, embeds become links, other shortcodes lose their brackets."""
    content = captions(content)

    def figures(found):
        images = gallery(re.findall(r"\d+", attribute(found[1], "ids")))
        taken.note(f"a gallery became {len(images)} single picture{'' if len(images) == 1 else 's'}")
        return "\n\n" + "".join(
            f'<figure><img src="{escape(one.src)}" alt="{escape(one.alt)}"><figcaption>{escape(one.caption)}</figcaption></figure>'
            for one in images
        )

    content = GALLERY.sub(figures, content)
    content = EMBED.sub(r"\n\n\1\n\n", content)
    content = MEDIA.sub(address_of_media, content)
    for address in BARE_ADDRESS.findall(content):
        taken.note(f"an embed became a link: {unescape(address)[:120]}")
    content = BARE_ADDRESS.sub(r'<p><a href="\1">\1</a></p>', content)

    def bare(found):
        taken.note(f"the shortcode [{found[1]}] lost its brackets; what stood inside stayed")
        return ""

    return SHORTCODE.sub(bare, content)


def captions(content) -> str:
    """Each [caption]…[/caption] as a figure; one without an end stays as it is."""
    parts, at, opened = [], 0, None
    for mark in CAPTION.finditer(content):
        if not mark[1]:
            opened = mark
        elif opened:
            inside = content[opened.end() : mark.start()]
            parts += [content[at : opened.start()], figure_of_caption(opened[0], inside)]
            at, opened = mark.end(), None
    return "".join([*parts, content[at:]])


def figure_of_caption(opening, inside):
    """[caption]<img> words[/caption] as a figure."""
    inside = tree(inside)
    words = attribute(opening, "caption") or inside.text().strip()
    images = "".join(
        image_tag(one.attributes.get("src", ""), one.attributes.get("alt", "")) for one in inside.find("img")
    )
    return f"\n\n<figure>{images}<figcaption>{escape(words)}</figcaption></figure>\n\n"


def address_of_media(found):
    """[audio mp3="address"] as the address alone on a line."""
    address = ADDRESS.search(found[0])
    return f"\n\n{address[0]}\n\n" if address else found[0]


def image_tag(src, alt) -> str:
    return f'<img src="{escape(src)}" alt="{escape(alt)}">'


def attribute(text, name) -> str:
    """A value in quotation marks, "" without one."""
    found = re.search(name + r'\s*=\s*["\']([^"\']*)["\']', text)
    return found[1] if found else ""
