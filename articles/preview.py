"""Preview links: signed, good for a week, for people without an account too. Nothing is stored."""

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from articles.reading import to_read
from articles.revision import Revision

GOOD_FOR = timedelta(days=7)
SALT = "preview of a revision"


def link_to(revision) -> str:
    """The path of a preview of this revision; it runs out after GOOD_FOR."""
    return reverse("articles:preview", args=[signing.dumps(revision.pk, salt=SALT)])


def open_link(token: str):
    """The revision a token is for, ready for the page, or None when it has run out or was never one."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return to_read(Revision.objects.filter(pk=pk)).first()
