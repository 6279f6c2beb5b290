"""Rating an article: a form on its own uncached page, and the new average in the answer to the vote."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.rating import Rating
from articles.rating_form import RatingForm
from articles.reader_pages import crumbs, too_often
from articles.revision import Revision
from articles.told_forms import reason_form
from core import csrf
from core.ratelimit import allow, network_of
from core.reader import reader_key, remember_reader

HOUR = 3600
VOTES_OF_A_READER, VOTES_OF_A_NETWORK, NEW_VOTERS_OF_A_NETWORK = 30, 300, 10
AGAIN = "Please send it once more: your browser did not keep our cookie, without which we cannot tell votes apart."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf.keeps_text
def rate(request, slug):
    """GET shows the form, POST stores the vote and shows the new average."""
    revision = get_object_or_404(Revision.objects.published().select_related("article"), article__slug=slug)
    reader = reader_key(request)
    if request.method != "POST":
        return form_page(request, revision, RatingForm(initial={"score": earlier_score(revision, reader)}))
    form = RatingForm(request.POST)
    if getattr(request, "csrf_failed", False):
        form.too_old = csrf.TOO_OLD
        return form_page(request, revision, form)
    if form.is_valid() and reader is None:
        form.too_old = AGAIN
        return form_page(request, revision, form)
    if not form.is_valid():
        return form_page(request, revision, form)
    verdict = may_vote(request, revision, reader)
    if not verdict.allowed:
        return too_often(request, revision, verdict)
    Rating.give(revision, reader, form.cleaned_data["score"])
    return done_page(request, revision, form.cleaned_data["score"])


def earlier_score(revision, reader):
    """What this reader gave before, or None."""
    return Rating.objects.of(revision).filter(reader=reader).values_list("score", flat=True).first() if reader else None


def may_vote(request, revision, reader):
    """The verdict of the reader's own limit, of the network's, and of the network's new voters for this article."""
    network = network_of(request)
    verdict = allow("rate", reader, VOTES_OF_A_READER, HOUR)
    if verdict.allowed:
        verdict = allow("rate from", network, VOTES_OF_A_NETWORK, HOUR)
    if verdict.allowed and earlier_score(revision, reader) is None:
        verdict = allow(f"new voter of {revision.article_id}", network, NEW_VOTERS_OF_A_NETWORK, HOUR)
    return verdict


def form_page(request, revision, form):
    """The form; whoever fetches it gets the cookie."""
    context = {"form": form, "revision": revision, "crumbs": crumbs(revision)}
    return remember_reader(request, render(request, "articles/article_rate.html", context))


def done_page(request, revision, score):
    """Thanks, with the average as it is now."""
    average, count = Rating.objects.of(revision).score()
    form = reason_form(revision)
    form.helper.form_action = reverse("articles:why", args=[revision.article.slug])
    context = {
        "revision": revision,
        "score": score,
        "average": average,
        "count": count,
        "form": form,
        "crumbs": crumbs(revision),
    }
    return render(request, "articles/article_rated.html", context)
