"""When the hidden token of a form is missing or too old: nothing typed is lost, the form comes again with a sentence."""

from functools import wraps

from django.shortcuts import render
from django.urls import Resolver404, resolve

TOO_OLD = (
    "This page had been open for too long, so we could not be sure it was you. Nothing is lost: please send it again."
)


def keeps_text(view):
    """Marks a form view that answers `request.csrf_failed` with the filled form instead of acting."""

    @wraps(view)
    def keeping_view(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    keeping_view.keeps_text = True
    return keeping_view


def failed(request, reason=""):
    """CSRF_FAILURE_VIEW: the form again where the view keeps text, else a plain page."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        match = None
    if match and getattr(match.func, "keeps_text", False):
        request.csrf_failed = True
        response = match.func(request, *match.args, **match.kwargs)
        response.status_code = 403
        return response
    return render(request, "403_csrf.html", status=403)
