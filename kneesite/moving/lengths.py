"""Cuts a piece of rich text that is longer than a text may be: at the end of an entry or paragraph, else at a word."""

import re

from core.sanitiser import LONGEST

LIMIT = LONGEST - 5000  # the sanitiser may close or write out a few things
LONGEST_TAG = 3000  # a link with a longer address loses it
TOKEN = re.compile(r"<[^>]*>|&[#\w]{1,32};|[^<&\s]{1,1000}|\s{1,1000}|.", re.DOTALL)


def parts_of(html, note, limit=LIMIT):
    """The parts of well-formed HTML in their order; what is open at a cut is closed there and opened again behind it."""
    if len(html) <= limit:
        yield html
        return
    part, length, opened = [], 0, []
    for token in TOKEN.findall(html):
        if len(token) > LONGEST_TAG:
            note(f"a link lost its address, which was longer than {LONGEST_TAG:,} characters; its words stayed")
            continue
        if token.startswith("</"):
            if not opened or name_of(opened[-1]) != token[2:-1]:
                continue
            opened.pop()
        elif token.startswith("<") and token != "<br>":
            opened.append(token)
        part.append(token)
        length += len(token)
        if length >= limit * share(token, opened):
            yield "".join(part) + "".join(f"</{name_of(tag)}>" for tag in reversed(opened))
            links = [tag for tag in opened if name_of(tag) == "a"]
            opened = [tag for tag in opened if tag not in links[:-1]]
            part, length = list(opened), sum(map(len, opened))
    if length > sum(map(len, opened)):
        yield "".join(part)


def share(token, opened) -> float:
    """How much of the limit must be full for a cut behind this token."""
    inside = name_of(opened[-1]) if opened else ""
    if token == "</li>" or (token == "</p>" and inside != "li"):
        return 0.8
    return 0.9 if token.isspace() or token == "<br>" else 0.97


def name_of(tag) -> str:
    """The name of an opening tag."""
    return tag[1:-1].split(" ", 1)[0]
