"""How search describes an article and an author, and how its row follows a schedule."""

from datetime import timedelta

from django.utils import timezone

from articles.kinds import blocks_of, words_of
from articles.revision import Revision
from search import index
from search.index import Document

LOOK_BACK = timedelta(minutes=10)


def describe_article(article):
    """The live text, else the next one; None when readers will see nothing. The row lives as long as the chain of texts."""
    chain = list(article.revisions.approved().seen_by_readers().order_by("goes_live_at"))
    now = timezone.now()
    still = [revision for revision in chain if revision.retires_at is None or revision.retires_at > now]
    if not still:
        return None
    shown, end = still[0], still[0].retires_at
    for later in still[1:]:
        if end == later.goes_live_at:
            end = later.retires_at
    return Document(
        kind="article",
        title=shown.title,
        summary=shown.summary,
        body=words_of(block for block in blocks_of(shown) if block.is_shown and block.kind != "product"),
        url=article.get_absolute_url(),
        topics=tuple(article.topics.values_list("slug", flat=True)),
        goes_live_at=shown.goes_live_at,
        retires_at=end,
    )


def describe_author(author):
    """What the search index keeps of an author."""
    return Document(
        kind="author",
        title=author.name,
        summary=author.role,
        body=author.bio,
        url=author.get_absolute_url(),
    )


def follow_schedules():
    """Texts that went live in the last minutes take over the row of their article. Schedules themselves need no job."""
    now = timezone.now()
    for revision in Revision.objects.published(now).filter(goes_live_at__gt=now - LOOK_BACK).select_related("article"):
        index.follow(revision.article)
