"""What waits for whom: the lists of the staff home. The numbers there and the filtered lists come from the same place."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from articles.article import Article
from articles.revision import Revision
from articles.talk import Flag

ENOUGH_RATINGS = 5
LOW = 6


def of_author(user):
    """Texts of articles that name this person, or that they began."""
    named = Article.authors.through.objects.filter(author__user=user).values("article")
    return Revision.objects.filter(Q(created_by=user) | Q(article__in=named))


def drafts(user):
    return of_author(user).filter(status="draft")


def returned(user):
    return of_author(user).filter(status="returned")


def flagged(user):
    """The newest text of articles with an open flag."""
    return Revision.objects.newest_of_each_article().filter(article__in=Flag.objects.open().values("article"))


def flagged_mine(user):
    return flagged(user).filter(article__in=of_author(user).order_by().values("article"))


def waiting(user):
    """Proposed texts that somebody else changed last."""
    return Revision.objects.filter(status="in_review").exclude(changed_by=user)


def this_week(user):
    now = timezone.now()
    return Revision.objects.seen_by_readers().scheduled(now).filter(goes_live_at__lt=now + timedelta(days=7))


def overdue(user):
    return Revision.objects.review_overdue()


def moved_in(user):
    """Texts of an archive that nobody here has written in, approved or reviewed yet; those withdrawn need no look."""
    nobody = {"created_by": None, "changed_by": None, "approved_by": None, "reviewed_on": None}
    return Revision.objects.newest_of_each_article().filter(retires_at=None, **nobody)


def least_helpful(user):
    """Live texts that enough readers rated, and rated low."""
    return (
        Revision.objects.published()
        .with_scores()
        .filter(rating_count__gte=ENOUGH_RATINGS, rating_average__lt=LOW)
        .order_by("rating_average")
    )


WORKLISTS = {
    "drafts": ("My drafts", drafts),
    "returned": ("Returned to me", returned),
    "flagged-mine": ("Mine, flagged: needs a change", flagged_mine),
    "waiting": ("Waiting for my approval", waiting),
    "this-week": ("Going live this week", this_week),
    "overdue": ("Reviews overdue", overdue),
    "flagged": ("Flagged: needs a change", flagged),
    "moved-in": ("Moved in, not looked at yet", moved_in),
    "least-helpful": ("Least helpful articles", least_helpful),
}
