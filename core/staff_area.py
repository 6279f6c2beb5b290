"""The staff area is kept nowhere and its pages may carry a nonce for the two editors' inline import map."""

from csp.constants import NONCE
from django.urls import reverse
from django.utils.functional import cached_property
from js_asset import Media

# The <style> elements that the prose editor and the block editor write by script: fixed texts, therefore hashes.
EDITOR_STYLES = [
    "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='",
    "'sha256-N1v+9oYdxeZd/nv2iKYNMLWqP5BlGZff7wM0R1mK4ws='",
]


class StaffAreaMiddleware:
    """`no-store` for everything under /admin/, and the nonce of the policy on whatever the admin renders as media."""

    def __init__(self, get_response):
        self.get_response = get_response

    @cached_property
    def root(self):
        return reverse("admin:index")

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(self.root):
            response["Cache-Control"] = "no-store"
            response["Referrer-Policy"] = "same-origin"
            response["X-Robots-Tag"] = "noindex"
        return response

    def process_template_response(self, request, response):
        if request.path.startswith(self.root) and "media" in (response.context_data or {}):
            nonce = str(request.csp_nonce)
            response.context_data["media"] = Media.from_media(response.context_data["media"], nonce=nonce)
            asked = getattr(response, "_csp_update", None) or {}  # what a view of its own needs, such as a frame
            response._csp_update = {**asked, "script-src": [NONCE], "style-src": EDITOR_STYLES}
        return response
