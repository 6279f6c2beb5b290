"""Writes the four about pages. They are flatpages of Django, sanitised like everything that is written here."""

from django.conf import settings
from django.contrib.flatpages.models import FlatPage

from core.changes import announce
from core.sanitiser import clean_html
from kneesite.demo import files


def load():
    """The about pages that are not there yet."""
    for row in files.read("pages"):
        if not FlatPage.objects.filter(url=row["url"]).exists():
            page = FlatPage.objects.create(url=row["url"], title=row["title"], content=clean_html(row["html"]))
            page.sites.add(settings.SITE_ID)
            announce(page)
