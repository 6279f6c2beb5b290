"""The results page and the suggestions. No query is stored with a person or logged."""

from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.pagination import page_of
from search import adverts, index
from search.rows import SearchRow
from search.unanswered import count_unanswered

A_PAGE = 12
ONE = {
    "article": "Article", "question": "Question", "exercise": "Exercise", "recipe": "Recipe", "product": "Product",
    "quiz": "Quiz", "topic": "Topic", "author": "Author", "letter": "Letter",
    "page": "About us",
}  # fmt: skip
MENTIONS = "mentions a product of ours"
LONGEST = 200  # characters of a query that are shown again and carried in links


@require_safe
def results(request):
    """What was found, best first, 12 a page."""
    asked = request.GET.get("q", "").replace("\x00", "").strip()
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in index.KINDS else ""
    topics = dict(SearchRow.objects.published().filter(kind="topic").values_list("topics", "title"))
    topic = request.GET.get("topic", "") if f"|{request.GET.get('topic', '')}|" in topics else ""
    urgent = asked if adverts.are_withheld(asked) else ""
    found = index.find(asked, kind, topic, mend=not urgent)  # nobody in need is corrected
    meant = found.instead or found.maybe
    urgent = urgent or (meant if adverts.are_withheld(meant) else "")
    if urgent:
        found.leave_out_what_we_sell()
    page = page_of(request, found, A_PAGE)
    in_vain = (not found.all_hits and not topic) or found.instead
    if in_vain and not urgent:  # words of somebody in need are no gap in the content, and nobody else's business
        count_unanswered(request, asked)
    context = {
        "query": asked[:LONGEST],
        "urgent": urgent,
        "found": found,
        "page": page,
        "rows": [with_its_kind(row, topics) for row in page],
        "kinds": kind_links(found, asked, kind, topic),
        "topics": topic_links(topics_to_offer(topics, found, topic), asked, kind, topic),
        "links": query_string(asked, kind, topic),
        "everywhere": query_string(asked, kind, "") if topic else "",
    }
    return short_lived(render(request, "search/results.html", context))


@require_safe
def suggest(request):
    """Up to eight titles as JSON: [{"title", "url", "kind", "ad", "statement"}]; the last two only of what we sell."""
    asked = request.GET.get("q", "").replace("\x00", "")
    rows = index.suggest(asked)
    if adverts.are_withheld(asked):
        rows = [row for row in rows if not row.label]
    return short_lived(JsonResponse({"suggestions": [suggestion(row) for row in rows]}))


def suggestion(row) -> dict:
    """One row as the list below the search field shows it."""
    found = {"title": row.title, "url": row.url, "kind": ONE.get(row.kind, "")}
    ad, statement = label_of(row)
    return found | {name: words for name, words in (("ad", ad), ("statement", statement)) if words}


def label_of(row) -> tuple:
    """(label, statement) of what we sell, as the row keeps them; two empty ones of everything else."""
    ad, _, statement = row.label.partition(" · ")
    return ad, statement


def with_its_kind(row, topics):
    """A row with its small line, such as "Question · Knees", and with label and statement of what we sell."""
    first = next((topics[slug] for slug in row.topics.split() if slug in topics), "")
    parts = (ONE.get(row.kind, ""), first if row.kind != "topic" else "", MENTIONS if row.mentions_product else "")
    row.meta = " · ".join(filter(None, parts))
    row.ad, row.statement = label_of(row)
    return row


def kind_links(found, asked, kind, topic):
    """(label, number, query string, chosen) of the kinds that hold something; the first is "All"."""
    numbers = [
        ("", "All", len(found.all_hits)),
        *((key, name, found.by_kind[key]) for key, name in index.KINDS.items()),
    ]
    return [
        (name, number, query_string(asked, key, topic), key == kind)
        for key, name, number in numbers
        if number or key in ("", kind)
    ]


def topics_to_offer(topics, found, topic) -> dict:
    """Those that hold a result, when there is more than a page to narrow down; a chosen one with the way back to all."""
    if topic:
        return {key: name for key, name in topics.items() if key == f"|{topic}|"}
    if found.count() <= A_PAGE:
        return {}
    there = set(" ".join(hit.topics for hit in found.hits).split())
    offered = {key: name for key, name in topics.items() if key in there}
    return offered if len(offered) > 1 else {}


def topic_links(topics, asked, kind, topic):
    """(name, query string, chosen) of these topics; the first is "All topics". Nothing for none."""
    if not topics:
        return []
    slugs = [("", "All topics"), *((key.strip("|"), name) for key, name in topics.items())]
    return [(name, query_string(asked, kind, slug), slug == topic) for slug, name in slugs]


def query_string(asked, kind, topic) -> str:
    """What a link to the same search carries."""
    parts = {"q": asked[:LONGEST], "kind": kind, "topic": topic}
    return urlencode({name: value for name, value in parts.items() if value})


def short_lived(response):
    """Kept for a minute; search engines have nothing to find here."""
    response["Cache-Control"] = "public, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response
