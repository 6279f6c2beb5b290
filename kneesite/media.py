"""Uploaded files, for sites without a web server in front. Nothing here may run in a browser as a page of ours."""

from django.conf import settings
from django.views.decorators.http import require_safe
from django.views.static import serve

YEAR = 365 * 24 * 3600


@require_safe
def media(request, path):
    """A file below MEDIA_ROOT. Names are never used twice, so browsers may keep it for ever."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if not response.get("Content-Type", "").startswith("image/"):
        response["Content-Disposition"] = "attachment"
    return response
