"""Uploaded files, for sites without a web server in front. Nothing here may run in a browser as a page of ours."""

from django.conf import settings
from django.http import Http404
from django.views.decorators.http import require_safe
from django.views.static import serve

YEAR = 365 * 24 * 3600


@require_safe
def media(request, path):
    """A file below MEDIA_ROOT. Names are never used twice, so browsers may keep it for ever."""
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError:  # a name longer than any file can have
        raise Http404("There is no such file.") from None
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # pictures stand in letters, and mail programs on the web are other origins
    is_picture = response.get("Content-Type", "").startswith("image/")
    response["Cross-Origin-Resource-Policy"] = "cross-origin" if is_picture else "same-origin"
    if not is_picture:
        response["Content-Disposition"] = "attachment"
    return response
