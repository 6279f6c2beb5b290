"""Writes the four about pages. They are flatpages of Django, sanitised like everything that is written here."""

from django.conf import settings
from django.contrib.flatpages.models import FlatPage

from core.changes import announce
from core.sanitiser import clean_html
from kneesite.demo import files
from kneesite.unwritten import UNWRITTEN


def load():
    """The about pages that nobody has written yet."""
    for row in files.read("pages"):
        page = FlatPage.objects.filter(url=row["url"]).first() or FlatPage(url=row["url"], content=UNWRITTEN)
        if page.content == UNWRITTEN:
            page.title, page.content = row["title"], clean_html(row["html"])
            page.save()
            page.sites.add(settings.SITE_ID)
            announce(page)
