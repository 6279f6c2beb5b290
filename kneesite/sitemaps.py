"""The map of the site for search engines: an index, the lists, and everything the search index knows to be live.

Django's own views would make addresses from a row of the table of sites; ours come from SITE_URL.
"""

from django.db.models import Max
from django.db.models.functions import Coalesce, Greatest
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from core.addresses import absolute
from core.pagecache import public_page
from search.rows import SearchRow

MOST_FILES = 50_000  # in one index
A_FILE = 10_000  # addresses in one file; the protocol allows 50,000
SEEN_ANEW = Coalesce(
    Greatest("changed_at", "goes_live_at"), "changed_at"
)  # SQLite's greatest of a time and nothing is nothing
LISTS = {  # what a list shows, so that its date is that of its newest thing
    "/": ("article", "question", "exercise", "product", "quiz"),
    "articles:list": ("article",),
    "topics:list": ("topic",),
    "exercises:list": ("exercise",),
    "advisor:list": ("question",),
    "products:list": ("product",),
    "quiz:list": ("quiz",),
    "newsletter:issues": ("letter",),
}


@public_page
def index(request):
    """The files of the map, each with the date of its newest page."""
    parts = [live(), *map(of_file, range(1, -(-live().count() // A_FILE) + 1))]
    files = [
        {"location": absolute(reverse("sitemap", args=[number])), "last_mod": newest(rows)}
        for number, rows in enumerate(parts)
    ]
    return xml("sitemap_index.xml", {"sitemaps": files})


def newest(rows):
    """When the last of some rows changed or came live."""
    return rows.aggregate(at=Max(SEEN_ANEW))["at"]


@public_page
def one_file(request, number):
    """File 0 holds the lists, the others what is live, in the order in which it came."""
    entries = lists() if number == 0 else [entry(row) for row in of_file(number)]
    if not entries:
        raise Http404("There is no such map.")
    return xml("sitemap.xml", {"entries": entries})


def live():
    """Rows of pages of their own; a recipe is part of its article's page."""
    return SearchRow.objects.published().exclude(kind="recipe")


def of_file(number):
    """The rows of one file, none beyond the last that the protocol allows."""
    if number > MOST_FILES:
        return live().none()
    return (
        live().order_by("pk").defer("body", "summary", "label")[(number - 1) * A_FILE : number * A_FILE]
        if number
        else live().none()
    )


def entry(row):
    """Address, date of the last change and picture of one page."""
    changed = max(row.changed_at, row.goes_live_at) if row.goes_live_at else row.changed_at
    picture = row.picture if "://" in row.picture or not row.picture else absolute(row.picture)
    return {"location": absolute(row.url), "changed": changed, "picture": picture}


def lists():
    """The pages that show what is new."""
    latest = dict(live().order_by().values_list("kind").annotate(at=Max(SEEN_ANEW)))
    return [
        {
            "location": absolute(name if name == "/" else reverse(name)),
            "changed": max((latest[kind] for kind in kinds if latest.get(kind)), default=None),
        }
        for name, kinds in LISTS.items()
    ]


def xml(template, context):
    return HttpResponse(render_to_string(template, context), content_type="application/xml; charset=utf-8")
