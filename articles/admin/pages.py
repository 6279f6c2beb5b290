"""Pages beside the edit page: the history of an article, and two of its texts compared."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import path

from articles.comparison import compare
from articles.major import why_major
from articles.revision import Revision
from articles.told import RatingReason


class PagesBesideTheText:
    """Adds history, comparison and readers' ratings to the admin of revisions."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/compare/<int:other>/", wrap(self.compare_view), name="articles_revision_compare"),
            path("<int:pk>/ratings/", wrap(self.ratings_view), name="articles_revision_ratings"),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        """Every text of the article: who, when, why; each can be compared and restored."""
        revision = self.text_or_404(request, object_id)
        people = ("created_by", "changed_by", "approved_by", "returned_by", "withdrawn_by")
        revisions = list(revision.article.revisions.select_related(*people).order_by("-number"))
        for newer, older in zip(revisions, [*revisions[1:], None], strict=True):
            newer.older = older
        return self.page(request, revision, "history", "History", {"revisions": revisions})

    def compare_view(self, request, pk, other):
        """What changed from one text to the other, as readers' text. The history page asks for any two by their numbers."""
        asked = request.GET
        old, new = (self.text_or_404(request, one) for one in (asked.get("one", pk), asked.get("other", other)))
        if old.article_id != new.article_id:
            raise Http404("These are texts of two articles.")
        old, new = sorted([old, new], key=lambda one: one.number)
        comparison = compare(old, new)
        context = {"old": old, "new": new, "comparison": comparison, "reasons": why_major(comparison)}
        return self.page(request, new, "compare", "What changed", context)

    def ratings_view(self, request, pk):
        """What readers gave and why, for each major version; never public."""
        revision = self.text_or_404(request, pk)
        if not request.user.has_perm("articles.view_ratingreason"):
            raise PermissionDenied
        votes = revision.article.ratings.order_by("major_number").values_list("major_number", "given_at", "score")
        reasons = RatingReason.objects.filter(rating__article=revision.article).select_related("rating", "exercise")
        context = {"trend": trend_of(votes), "reasons": reasons.order_by("-said_at")[:200], "counts": count(reasons)}
        return self.page(request, revision, "ratings", "What readers say", context)

    def text_or_404(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        revision = Revision.objects.select_related("article").filter(pk=number_of(pk)).first()
        if revision is None:
            raise Http404("There is no such text.")
        return revision

    def page(self, request, revision, name, title, context):
        """One of these pages in the look of the admin."""
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "original": revision, "title": title}
        return render(request, f"admin/articles/revision/{name}.html", {**shared, "media": self.media, **context})


def number_of(pk):
    """The number in an address, or None for what is none (² is a digit, too, in the eyes of Python)."""
    text = str(pk)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def trend_of(votes) -> list[dict]:
    """Average and number of votes for each major version and month, in their order."""
    months = {}
    for major, given_at, score in votes:
        months.setdefault((major, given_at.strftime("%Y-%m")), []).append(score)
    return [
        {"major": major, "month": month, "average": sum(scores) / len(scores), "count": len(scores)}
        for (major, month), scores in sorted(months.items())
    ]


def count(reasons) -> list[tuple]:
    """(words, how often), the most frequent first."""
    found = {}
    for reason in reasons:
        for words in reason.in_words:
            found[words] = found.get(words, 0) + 1
    return sorted(found.items(), key=lambda pair: -pair[1])
