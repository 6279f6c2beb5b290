"""The results page and the suggestions. No query is stored or logged."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.pagination import page_of
from search import index


@require_safe
def results(request):
    """What was found, best first, 12 a page."""
    query = request.GET.get("q", "").replace("\x00", "")[:200].strip()
    kind = request.GET.get("kind", "")
    kind = kind if kind in index.KINDS else ""
    topic = request.GET.get("topic", "")[:120].replace("\x00", "")
    page = page_of(request, index.find(query, kind, topic), 12)
    context = {"query": query, "kind": kind, "topic": topic, "page": page, "kinds": index.KINDS}
    return short_lived(render(request, "search/results.html", context))


@require_safe
def suggest(request):
    """Up to eight titles as JSON: [{"title", "url", "kind"}]."""
    rows = index.suggest(request.GET.get("q", "").replace("\x00", ""))
    found = [{"title": row.title, "url": row.url, "kind": index.KINDS.get(row.kind, "")} for row in rows]
    return short_lived(JsonResponse({"suggestions": found}))


def short_lived(response):
    """Kept by browsers for a minute, by nobody else: a query can tell a lot about a person."""
    response["Cache-Control"] = "private, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response
