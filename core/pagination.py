"""Pages of long lists."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404


def page_of(request, things, size=12):
    """The page that `?page=` asks for (default 1). A page that does not exist is a 404, not the last page."""
    paginator = Paginator(things, size)
    try:
        return paginator.page(request.GET.get("page", "1"))
    except InvalidPage:
        raise Http404("There is no such page.") from None
