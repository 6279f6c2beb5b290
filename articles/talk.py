"""What colleagues say about a text: comments on a revision, and the flag "needs a change" on an article."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.article import Article
from articles.revision import Revision


class OpenQuerySet(models.QuerySet):
    """What still waits."""

    def open(self):
        """Not resolved yet."""
        return self.filter(resolved_at=None)

    def resolve(self, by) -> int:
        """Settles all that are open; gives their number."""
        return self.open().update(resolved_at=timezone.now(), resolved_by=by)


class Comment(models.Model):
    """One remark in the thread of a revision. The thread is open until somebody resolves it."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="comments")
    text = models.TextField(max_length=1000)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    objects = OpenQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]

    def __str__(self):
        return f"Comment {self.pk}"


class Flag(models.Model):
    """Something live needs a change; one open flag for each article."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="flags")
    reason = models.TextField(max_length=1000)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    objects = OpenQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(resolved_at=None), name="an_article_has_one_open_flag"
            )
        ]

    def __str__(self):
        return f"Flag {self.pk}"
