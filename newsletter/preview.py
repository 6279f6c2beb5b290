"""The letter as the staff sees it before it leaves: HTML at phone and desktop width, and the plain text."""

from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.clickjacking import xframe_options_sameorigin

from newsletter.emails import without_links
from newsletter.letter import prepare

# A letter brings its own styles. It is shown in a frame without scripts, and only to staff.
LETTER_POLICY = {
    "default-src": ["'none'"],
    "img-src": ["'self'", "data:", settings.SITE_URL, *([settings.MEDIA_ORIGIN] if settings.MEDIA_ORIGIN else [])],
    "style-src": ["'unsafe-inline'"],
    "frame-ancestors": ["'self'"],
}


class PreviewMixin:
    """Adds `<pk>/letter/html/` and `<pk>/letter/text/` to the admin of issues, and lets its page show them in frames, below the picks."""

    change_form_template = "admin/newsletter/issue/change_form.html"

    def change_view(self, request, *args, **kwargs):
        return csp_update({"frame-src": ["'self'"]})(super().change_view)(request, *args, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        issue = kwargs.get("obj")
        context["letter_frames"] = preview_frames(issue) if issue and issue.pk else ""
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self):
        view = xframe_options_sameorigin(csp_replace(LETTER_POLICY)(self.letter))
        own = path("<int:pk>/letter/<str:part>/", self.admin_site.admin_view(view), name="newsletter_issue_letter")
        return [own, *super().get_urls()]

    def letter(self, request, pk, part):
        """One part of the letter as it would leave now."""
        issue = self.get_object(request, str(pk))
        if issue is None or part not in ("html", "text"):
            raise Http404
        if not self.has_view_permission(request, issue):
            raise PermissionDenied
        letter = prepare(issue)
        kind = "text/html" if part == "html" else "text/plain"
        return HttpResponse(without_links(getattr(letter, part)), content_type=f"{kind}; charset=utf-8")


FRAMES = [
    ("On a phone", "html", 375, "The letter on a phone"),
    ("On a desktop", "html", 680, "The letter on a desktop"),
    ("As plain text", "text", 620, "The letter as plain text"),
    ("As plain text on a phone", "text", 375, "The letter as plain text on a phone"),
]
FRAME = (
    '<figure><figcaption>{}</figcaption><iframe sandbox="allow-same-origin" src="{}" width="{}" height="667" '
    'title="{}"></iframe></figure>'
)


def preview_frames(issue):
    """HTML and plain text, on a phone and on a desktop."""
    address = {part: reverse("admin:newsletter_issue_letter", args=[issue.pk, part]) for part in ("html", "text")}
    frames = ((caption, address[part], width, title) for caption, part, width, title in FRAMES)
    return format_html('<div class="letter-preview">{}</div>', format_html_join("", FRAME, frames))
