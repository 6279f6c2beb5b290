"""Template tags of the house design: what a fragment has to compute. Nothing here knows an app or the database."""

import json
from datetime import date
from math import cos, pi, sin
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()

# How far the dial of a care card is turned, in per cent, the class of the card, and what a screen reader hears first.
URGENCY = {
    "emergency": (100, "", "Immediate action required: "),
    "crisis": (100, "soon", "Urgent advice: "),
    "same_day": (62, "today", "Urgent advice: "),
    "see_soon": (30, "soon", "Non-urgent advice: "),
}
# What would end the script element or be read as markup inside it.
JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def share_of(value, whole) -> float:
    """How much of `whole` the value is, from 0 to 1; 0 for an empty value or an empty whole."""
    if not value or not whole:
        return 0.0
    return min(1.0, max(0.0, float(value) / float(whole)))


def svg_number(number) -> str:
    """A number as SVG wants it: at most two decimals, a point whatever the language, no trailing zeros."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


@register.inclusion_tag("_dial.html")
def dial(value, whole=10):
    """A small half dial that shows `value` out of `whole`; the words beside it say the same."""
    share = share_of(value, whole)
    return {
        "percent": svg_number(share * 100),
        "x": f"{30 - 24 * cos(pi * share):.1f}",
        "y": f"{30 - 24 * sin(pi * share):.1f}",
    }


@register.inclusion_tag("_gauge.html")
def gauge(value, whole):
    """The big dial of a quiz result: whole points out of `whole`, one tick for each."""
    share = share_of(value, whole)
    return {
        "value": value,
        "whole": whole,
        "percent": svg_number(share * 100),
        "degrees": svg_number(share * 180),
        "gap": f"{99.5 / max(1, int(whole or 1)) - 0.5:.4f}",
    }


@register.inclusion_tag("_urgency.html")
def urgency(level):
    """The dial of a care card. Level: emergency, crisis, same_day or see_soon."""
    percent = URGENCY.get(level, URGENCY["same_day"])[0]
    share = percent / 100
    return {"percent": percent, "x": f"{20 - 15 * cos(pi * share):.1f}", "y": f"{22 - 15 * sin(pi * share):.1f}"}


@register.filter
def care_class(level):
    """The class that goes with a level of urgency."""
    return URGENCY.get(level, URGENCY["same_day"])[1]


@register.filter
def care_words(level):
    """What a screen reader hears before the heading of a care card, so that urgency is not told by colour alone."""
    return URGENCY.get(level, URGENCY["same_day"])[2]


@register.filter
def waiting_time(seconds):
    """Seconds as a person says them, rounded up: "a minute", "12 minutes", "an hour", "3 hours"."""
    minutes = -(-int(seconds or 0) // 60)
    if not minutes:
        return "a few minutes"
    if minutes < 60:
        return "a minute" if minutes == 1 else f"{minutes} minutes"
    hours = -(-minutes // 60)
    return "an hour" if hours == 1 else f"{hours} hours"


@register.simple_tag(takes_context=True)
def current(context, *addresses, below=True):
    """Marks a menu entry: aria-current "page" on the first address itself, "true" anywhere below one of them."""
    request = context.get("request")
    path = request.path if request else ""
    if path == addresses[0]:
        return format_html(' aria-current="{}"', "page")
    if below and path.startswith(addresses):
        return format_html(' aria-current="{}"', "true")
    return ""


@register.simple_tag(takes_context=True)
def page_links(context, page, query=""):
    """The links of a paged list: (label, address) pairs, address "" for the page one is on and for a gap.

    `query` is what the links carry besides the page, already encoded, such as "topic=knees".
    """
    request = context.get("request")
    path = request.path if request else ""

    def address(number):
        parts = [part for part in (query, urlencode({"page": number}) if number > 1 else "") if part]
        return f"{path}?{'&'.join(parts)}" if parts else path

    links = []
    if page.has_previous():
        links.append(("Previous", address(page.previous_page_number())))
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        plain = number == page.number or not isinstance(number, int)
        links.append((number, "" if plain else address(number)))
    if page.has_next():
        links.append(("Next", address(page.next_page_number())))
    return links


@register.simple_tag
def json_ld(data):
    """A description of the page for search engines, from a dict; data, not script, so it needs no nonce."""
    text = json.dumps(data, ensure_ascii=False, default=as_told, separators=(",", ":")).translate(JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 (escaped above)


def as_told(value) -> str:
    """Dates as ISO 8601 writes them, with the T that search engines insist on; everything else in its own words."""
    return value.isoformat() if isinstance(value, date) else str(value)


@register.simple_tag(takes_context=True)
def crumbs_json_ld(context, crumbs):
    """The breadcrumb of a page for search engines; crumbs are (label, address) pairs without the home page."""
    site = context.get("site_url", "")
    trail = [("Home", "/"), *((label, url) for label, url in crumbs if url)]
    items = [
        {"@type": "ListItem", "position": place, "name": str(label), "item": {"@id": f"{site}{url}"}}
        for place, (label, url) in enumerate(trail, 1)
    ]
    return json_ld({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items})
