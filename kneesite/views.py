"""Pages that belong to no single app: home, health."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.pagecache import public_page
from kneesite.front_page import front_page
from kneesite.health import report
from kneesite.jsonld import of_house


@public_page
def home(request):
    """The front door."""
    return render(request, "home.html", front_page() | {"site_data": of_house()})


@require_safe
def health(request):
    """200 and a word per part; 503 when database, cache or disk are not well."""
    parts = report()
    well = all(parts[name] == "ok" for name in ("database", "cache", "disk"))
    response = JsonResponse(parts, status=200 if well else 503)
    response["Cache-Control"] = "no-store"
    return response
