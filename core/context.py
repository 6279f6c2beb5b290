"""What every template knows. Nothing of the reader: pages are kept for everybody."""

from django.conf import settings

from core import site_state


def site(request):
    """Name and address of the site, and whether the demo is loaded (one plain query unless the cache asked already)."""
    state = getattr(request, "site_state", None) or site_state.now()
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "demo_loaded": state.demo_loaded}
