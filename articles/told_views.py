"""Pages with which readers tell editors something; nothing of it is ever public."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.rating import Rating
from articles.reader_pages import crumbs, too_often
from articles.revision import Revision
from articles.told import MistakeReport, RatingReason
from articles.told_forms import MistakeForm, reason_form
from core import csrf
from core.ratelimit import allow, network_of
from core.reader import reader_key, remember_reader

HOUR = 3600
REPORTS_OF_A_NETWORK, REASONS_OF_A_READER = 10, 30


def live_or_404(slug):
    """The live text of an article, whatever its form is for."""
    return get_object_or_404(Revision.objects.published().select_related("article"), article__slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf.keeps_text
def mistake(request, slug):
    """Reports a mistake in the text that is live now."""
    revision = live_or_404(slug)
    form = MistakeForm(request.POST if request.method == "POST" else None)
    if getattr(request, "csrf_failed", False):
        form.too_old = csrf.TOO_OLD
    elif form.is_bound and form.is_valid():
        verdict = allow("mistake", network_of(request), REPORTS_OF_A_NETWORK, HOUR)
        if not verdict.allowed:
            return too_often(request, revision, verdict)
        MistakeReport.objects.create(article=revision.article, revision=revision, **form.cleaned_data)
        return render(request, "articles/told.html", {"revision": revision, "crumbs": crumbs(revision)})
    context = {"form": form, "revision": revision, "crumbs": crumbs(revision)}
    return render(request, "articles/article_mistake.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf.keeps_text
def why(request, slug):
    """Why a reader gave the rating they gave. Without a rating there is nothing to explain."""
    revision, reader = live_or_404(slug), reader_key(request)
    rating = Rating.objects.of(revision).filter(reader=reader).first() if reader else None
    if rating is None:
        raise Http404("There is no rating of yours.")
    form = reason_form(revision, request.POST if request.method == "POST" else None)
    if getattr(request, "csrf_failed", False):
        form.too_old = csrf.TOO_OLD
    elif form.is_bound and form.is_valid():
        verdict = allow("why", reader, REASONS_OF_A_READER, HOUR)
        if not verdict.allowed:
            return too_often(request, revision, verdict)
        keep_reason(rating, form.cleaned_data)
        return render(request, "articles/told.html", {"revision": revision, "crumbs": crumbs(revision)})
    context = {"form": form, "revision": revision, "crumbs": crumbs(revision)}
    return remember_reader(request, render(request, "articles/article_why.html", context))


def keep_reason(rating, said):
    """One reason for each rating; saying it again puts the new one in its place."""
    codes = " ".join([*said["good"], *said["bad"]])
    values = {"codes": codes, "more": said["more"], "exercise_id": said.get("exercise")}
    RatingReason.objects.update_or_create(rating=rating, defaults=values)
