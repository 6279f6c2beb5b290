"""What the tests of the demo content look through: every readable text with the place it stands in."""

import re

from kneesite.demo import files

HTML = re.compile(r"<[^>]+>")
ADDRESS_KEYS = {"url", "profile_url", "file", "key", "slug", "email", "picture", "portrait", "lead_picture", "code"}


def plain(html: str) -> str:
    """Without tags; the end of a block ends a sentence."""
    text = re.sub(r"<sup>.*?</sup>", "", html)
    text = re.sub(r"</(p|li|h2|h3)>", r"\n", text)
    return HTML.sub("", text).replace("&amp;", "&").strip()


def texts_of(data, place=""):
    """(place, text) for each readable text in the data. Titles of other people's works are not ours."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in ADDRESS_KEYS and not key.endswith("_on") and key not in {"references", "sources"}:
                yield from texts_of(value, f"{place}.{key}")
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from texts_of(value, f"{place}[{number}]")
    elif isinstance(data, str):
        yield place, data


def everything():
    """Every file of the demo by its name."""
    names = "pictures topics authors exercises products categories facts recommendations questions waiting quiz pages issues"
    found = {name: files.read(name) for name in names.split()}
    return found | {article["slug"]: article for article in files.articles()}


def all_texts():
    """(place, text) over the whole demo."""
    for name, data in everything().items():
        yield from texts_of(data, name)


def html_of(article):
    """The rich texts of an article in order."""
    return [block["html"] for block in article["blocks"] if "html" in block]


def text_of(article) -> str:
    """All that a reader reads in an article, apart from library cards."""
    parts = [article["summary"]]
    for block in article["blocks"]:
        parts += [
            plain(text)
            for key, text in texts_of(block)
            if not key.endswith((".kind", ".level", ".exercise", ".product"))
        ]
    return "\n".join(parts)


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, short labels left out."""
    return [part for part in re.split(r"(?<=[.!?:;”])\s+|\n", text) if len(part.split()) > 3]


def found(pattern, texts):
    """(place, hit) for each hit in the texts."""
    return [(place, hit.group()) for place, text in texts for hit in re.finditer(pattern, text, re.IGNORECASE)]
