"""The letter of an issue as bytes: made once, then only the receiver's address, number and links are put in."""

import re
import textwrap
from email.utils import formatdate
from html import unescape
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone

from core.addresses import absolute
from core.private import keyed_hash, private_token
from newsletter.contents import contents_of
from newsletter.links import LEAVE, PREFERENCES
from products.legal import AD_LABEL

# Placeholders are as long as what takes their place, so that no line grows.
LEAVE_TOKEN, PREFERENCES_TOKEN = "L" * 43, "P" * 43
MESSAGE_NUMBER = "m" * 40
TO = "receiver.placeholder@example.invalid"
LONGEST_LINE = 900  # bytes; mail servers take 998
HEAVIEST = 60_000  # bytes of the whole message; some mail programs cut off what is longer than about 100,000
FOLDED = re.compile(rb"^(List-Unsubscribe|List-Id|Message-ID): *\n +", re.MULTILINE)  # old programs want it in one line
LINK = re.compile(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


class PreparedLetter(NamedTuple):
    """A whole message with placeholders, and its parts for previews."""

    subject: str
    text: str
    html: str
    raw: bytes
    issue_uuid: object

    def addressed_to(self, subscriber) -> "ReadyMessage":
        """The letter for one subscriber."""
        number = keyed_hash("issue", str(self.issue_uuid), str(subscriber.uuid))
        to = ascii_address(subscriber.email)
        filled = {TO: to, MESSAGE_NUMBER: number, **tokens_of(subscriber)}
        raw = self.raw
        for placeholder, value in filled.items():
            raw = raw.replace(placeholder.encode(), value.encode())
        return ReadyMessage(self.subject, raw, to)


class ReadyMessage(EmailMultiAlternatives):
    """A message whose bytes are made already; every mail backend of Django takes it."""

    def __init__(self, subject, raw, to):
        super().__init__(subject, "", settings.DEFAULT_FROM_EMAIL, [to])
        self.raw = raw

    def message(self):
        return _Bytes(self.raw)


class _Bytes:
    """What a mail backend asks a message for."""

    def __init__(self, raw):
        self.raw = raw

    def as_bytes(self, unixfrom=False, linesep="\n"):
        return self.raw if linesep == "\n" else self.raw.replace(b"\n", linesep.encode())

    def get_charset(self):
        return None


def prepare(issue) -> PreparedLetter:
    """Renders an issue as it is now."""
    context = {"letter": contents_of(issue), "leave": link(LEAVE_TOKEN, "leave"), "site_url": settings.SITE_URL}
    context["preferences"] = link(PREFERENCES_TOKEN, "preferences")
    html = short_lines(render_to_string("newsletter/letters/issue.html", context))
    text = text_version(context)
    return PreparedLetter(issue.subject, text, html, raw_message(issue.subject, text, html), issue.uuid)


def too_heavy(issue) -> str:
    """A sentence for the desk when the letter as it is now weighs more than HEAVIEST, or ""."""
    weight = len(prepare(issue).raw)
    if weight <= HEAVIEST:
        return ""
    return (
        f"The letter weighs {weight / 1000:,.0f} KB, and at most {HEAVIEST // 1000} can leave: mail programs cut long "
        "letters off. Shorten the greeting, or pick fewer things."
    )


def raw_message(subject, text, html) -> bytes:
    """The message as it goes over the wire, with `\\n` at the end of lines and headers for leaving (RFC 8058)."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    headers = {
        "Message-ID": f"<{MESSAGE_NUMBER}@{host}>",
        "Date": formatdate(timezone.now().timestamp(), localtime=False),
        "List-Unsubscribe": f"<{link(LEAVE_TOKEN, 'leave')}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"Kneesite newsletter <newsletter.{host}>",
        "Precedence": "bulk",
    }
    message = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [TO], headers=headers)
    message.attach_alternative(html, "text/html")
    return FOLDED.sub(rb"\1: ", message.message().as_bytes(linesep="\n"))


def text_version(context) -> str:
    """The plain text: no line longer than 70 characters but for addresses."""
    more = {"greeting": words_of(context["letter"].greeting), "label": AD_LABEL}
    text = render_to_string("newsletter/letters/issue.txt", context | more)
    lines = [
        textwrap.wrap(line, 70, break_long_words=False, break_on_hyphens=False) or [""] for line in text.splitlines()
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line for group in lines for line in group)).strip() + "\n"


def words_of(html: str) -> str:
    """A short HTML text as plain text with paragraphs, dashes for list entries, and addresses behind their words."""
    text = LINK.sub(r"\2 (\1)", html)
    text = re.sub(r"<li>\s*(?:<p>)?", "– ", text)
    text = re.sub(r"</(?:p|h[2-4]|li|blockquote)>|<br\s*/?>", "\n\n", text)
    return unescape(re.sub(r"<[^<>]*>", "", text)).strip()


def short_lines(html: str) -> str:
    """Breaks lines that mail servers would refuse, at spaces only."""
    lines = []
    for line in html.splitlines():
        long = len(line.encode()) > LONGEST_LINE
        lines += (
            textwrap.wrap(line, LONGEST_LINE // 3, break_long_words=False, break_on_hyphens=False) if long else [line]
        )
    return "\n".join(lines)


def ascii_address(email) -> str:
    """An address as mail servers want it: a domain with other letters than ASCII in its coded form."""
    name, _, domain = email.rpartition("@")
    return email if email.isascii() else f"{name}@{domain.encode('idna').decode()}"


def link(token, page) -> str:
    """The address of a private page with a placeholder for its token."""
    return absolute(f"/newsletter/{page}/{token}/")


def tokens_of(subscriber) -> dict:
    """What takes the place of the placeholders in links."""
    return {
        LEAVE_TOKEN: private_token(subscriber.uuid, subscriber.link_version, LEAVE),
        PREFERENCES_TOKEN: private_token(subscriber.uuid, subscriber.link_version, PREFERENCES),
    }
