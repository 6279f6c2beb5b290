"""A little site of its own for the tests of the ground: pages that show what the ground does with them."""

from django.contrib import admin
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from core import csrf
from core.pagecache import public_page
from core.pagination import page_of
from core.reader import reader_key, remember_reader

made = []  # each time a view ran


@public_page
def plain(request):
    made.append(request.get_full_path())
    return HttpResponse(f"<p>{'A knee bends. ' * 200}</p><b>{len(made)}</b>")


@public_page(keys=("page", "topic"))
def listing(request):
    made.append(request.get_full_path())
    page = page_of(request, list(range(30)), 12)
    return HttpResponse(f"page {page.number} made {len(made)}")


@public_page
def careless(request):
    """What a public page must never do."""
    made.append(request.get_full_path())
    return HttpResponse(get_token(request))


@csrf.keeps_text
def form(request):
    posted = request.POST if request.method == "POST" else None
    text = (posted or {}).get("text", "")
    too_old = csrf.TOO_OLD if getattr(request, "csrf_failed", False) else ""
    return remember_reader(request, HttpResponse(f"{too_old}|{text}|{reader_key(request)}"))


def strict_form(request):
    return HttpResponse("done")


urlpatterns = [
    path("plain/", plain),
    path("list/", listing),
    path("careless/", careless),
    path("form/", form),
    path("strict/", strict_form),
    path("admin/", admin.site.urls),
]
