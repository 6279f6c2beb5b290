"""What the search index keeps of the about pages, which belong to no app of ours."""

from django.contrib.flatpages.models import FlatPage

from core.text import excerpt, plain_text
from search import index
from search.index import Document


def register():
    """Called once, when everything is ready."""
    index.register(FlatPage, describe_page)


def describe_page(page):
    """An about page is always live."""
    return Document(
        kind="page",
        title=page.title,
        summary=excerpt(plain_text(page.content), 160),
        body=page.content,
        url=page.url,
    )
