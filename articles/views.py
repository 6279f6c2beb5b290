"""Pages of articles and authors; forms of readers stand in views of their own."""

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import preview as previews
from articles.article import Article
from articles.author import Author
from articles.reading import live_texts, page_of_revision, topics_by_articles
from articles.revision import Revision
from core.addresses import gone
from core.pagecache import public_page
from core.pagination import page_of
from topics.models import to_offer

PER_PAGE = 12


@public_page(keys=("topic", "page"))
def article_list(request):
    """Newest first, all or those of a topic."""
    revisions = Revision.objects.published()
    topics = list(topics_by_articles().filter(number__gt=0))
    chosen = next((topic for topic in topics if topic.slug == request.GET.get("topic")), None)
    if "topic" in request.GET and chosen is None:
        raise Http404("There is no such topic.")
    shown = revisions.of_topics([chosen]) if chosen else revisions
    offered = to_offer(topics, [chosen.slug] if chosen else [])
    context = {
        "page": page_of(request, shown.for_cards(), PER_PAGE),
        "topics": offered,
        "has_more_topics": len(offered) < len(topics),
        "chosen": chosen,
        "whole": revisions.count(),
        "query": f"topic={chosen.slug}" if chosen else "",
    }
    return render(request, "articles/article_list.html", context)


@public_page
def detail(request, slug):
    """One article as it is live now."""
    revision = live_texts().filter(article__slug=slug).first()
    if revision is None:
        return withdrawn_or_unknown(request, slug)
    return render(request, "articles/article_detail.html", page_of_revision(revision))


def withdrawn_or_unknown(request, slug):
    """410 with what may help instead, for something readers knew; else 404."""
    article = Article.objects.filter(slug=slug).first()
    if article is None or not article.was_once_live():
        raise Http404("There is no such article.")
    topics = [(topic.name, topic.get_absolute_url()) for topic in article.topics.all()]
    return gone(request, {"instead": topics})


@public_page
def session(request, slug):
    """The exercises of an article as a guided session."""
    revision = get_object_or_404(Revision.objects.published().select_related("article"), article__slug=slug)
    exercises = [block.exercise for block in revision.blocks_of_kind("exercise") if block.is_shown]
    prefetch_related_objects(exercises, "picture__renditions")
    context = {
        "title": revision.title,
        "exercises": exercises,
        "back_url": revision.get_absolute_url(),
        "back_label": revision.title,
    }
    return render(request, "exercises/session.html", context)


@public_page
def changes(request, slug):
    """What the major changes of an article were, newest first."""
    article = get_object_or_404(Article.objects.published(), slug=slug)
    told = article.revisions.seen_by_readers().filter(goes_live_at__lte=timezone.now(), is_major=True)
    context = {"revisions": told.order_by("-goes_live_at"), "live": article.live_revision(), "article": article}
    return render(request, "articles/article_changes.html", context)


@public_page(keys=("page",))
def author(request, slug):
    """Who somebody is, and what they wrote."""
    person = get_object_or_404(Author.objects.with_faces(), slug=slug)
    revisions = Revision.objects.published().by_author(person).for_cards()
    context = {"author": person, "page": page_of(request, revisions, PER_PAGE), "crumbs": [("About", "/about/")]}
    return render(request, "articles/author_detail.html", context)


@require_safe
def preview(request, token):
    """A text as readers will see it, for staff and invited readers, until the link runs out."""
    revision = previews.open_link(token)
    if revision is None:
        raise Http404("This link has run out, or it was never one.")
    context = {**page_of_revision(revision), "is_preview": True}
    response = render(request, "articles/article_detail.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
