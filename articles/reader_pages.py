"""What the uncached pages of readers' forms share: the way back, and the answer to too much at once."""

from django.shortcuts import render


def too_often(request, revision, verdict):
    """429 with the seconds to wait."""
    context = {"retry_after": verdict.retry_after, "back_url": revision.get_absolute_url(), "back_label": "Back"}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(verdict.retry_after)
    return response


def crumbs(revision):
    """The way back."""
    return [("Articles", "/articles/"), (revision.title, revision.get_absolute_url())]
