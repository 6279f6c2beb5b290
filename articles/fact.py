"""Fact: a "Did you know?" with the article that explains it."""

from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from articles.article import Article
from articles.revision import Revision
from core.publishable import Publishable, PublishableQuerySet
from products import guard
from topics.models import Topic


class FactQuerySet(PublishableQuerySet):
    """The editor's words for facts."""

    def of_topics(self, topics):
        """Facts sorted under any of these topics."""
        through = Fact.topics.through.objects.filter(fact=OuterRef("pk"), topic__in=topics)
        return self.filter(Exists(through))

    def with_article(self):
        """With `article_title` and `article_slug` of a live article (None when it is not live)."""
        live = Revision.objects.published().filter(article=OuterRef("article")).order_by()
        return self.annotate(
            article_title=Subquery(live.values("title")[:1]), article_slug=Subquery(live.values("article__slug")[:1])
        )


class Fact(Publishable):
    """One or two sentences with a number in them and a source."""

    text = models.CharField(max_length=300, help_text="One or two sentences that are true and can be checked.")
    source = models.CharField(max_length=200, help_text="Where it comes from: journal or authority, and year.")
    topics = models.ManyToManyField(Topic, related_name="facts", blank=True)
    article = models.ForeignKey(
        Article,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="facts",
        help_text="The article that explains it; the panel links to it.",
    )

    objects = FactQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["-goes_live_at", "-pk"]

    def __str__(self):
        return self.text[:60]

    def clean(self):
        super().clean()
        guard.refuse_when_live(self, "text")
