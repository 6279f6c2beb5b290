"""Article: the shelf mark. Its address, authors and topics; the text itself is a Revision."""

from django.db import models, transaction
from django.urls import reverse

from articles.author import Author
from core.addresses import address_changed
from core.changes import PublicModel
from core.named import NamedThings
from core.slugs import SlugField
from topics.models import Topic


class ArticleQuerySet(models.QuerySet):
    """The editor's words for articles."""

    def published(self, at=None):
        """Articles that have a live revision at a moment (default: now)."""
        revisions = self.model._meta.get_field("revisions").related_model.objects
        return self.filter(pk__in=revisions.published(at).order_by().values("article"))

    def of_topics(self, topics):
        """Articles sorted under any of these topics."""
        return self.filter(topics__in=topics).distinct()

    def with_titles(self):
        """With `title_now`, the title of the newest version: the name by which colleagues know an article."""
        revisions = self.model._meta.get_field("revisions").related_model
        newest = revisions.objects.filter(article=models.OuterRef("pk")).order_by("-number")
        return self.annotate(title_now=models.Subquery(newest.values("title")[:1]))

    def start(self, slug, title, *, summary="", by=None, authors=(), topics=(), **fields):
        """A new article with its first draft; gives the draft. `fields` are those of the revision."""
        with transaction.atomic():
            article = self.create(slug=slug)
            article.authors.set(authors)
            article.topics.set(topics)
            return article.revisions.create(
                number=1,
                title=title,
                summary=summary,
                created_by=by,
                changed_by=by,
                writers=[by.pk] if by else [],
                **fields,
            )


class Article(PublicModel):
    """What stays the same while its text is revised."""

    slug = SlugField()
    authors = NamedThings(Author, related_name="articles", blank=True)
    topics = NamedThings(Topic, related_name="articles", blank=True)
    hide_selling = models.BooleanField(
        "sell nothing beside it",
        default=False,
        help_text="Tick this for texts about illness: no panel beside the text then shows a product.",
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = "article address"
        verbose_name_plural = "article addresses"

    def __str__(self):
        return getattr(self, "title_now", None) or self.slug

    def get_absolute_url(self):
        return reverse("articles:detail", args=[self.slug])

    def save(self, *args, **kwargs):
        before = Article.objects.filter(pk=self.pk).only("slug").first() if self.pk else None
        super().save(*args, **kwargs)
        if before and before.slug != self.slug:
            address_changed(before.get_absolute_url(), self.get_absolute_url())

    def is_published(self, at=None) -> bool:
        """The Python twin of `published()`."""
        return any(revision.is_published(at) for revision in self.revisions.all())

    def was_once_live(self, at=None) -> bool:
        """Readers have seen it before: its address answers 410, not 404, when nothing is live."""
        return self.revisions.retired(at).seen_by_readers().exists()

    def live_revision(self, at=None):
        """The revision readers see, or None."""
        return self.revisions.published(at).first()

    def open_revision(self):
        """The one revision that is not approved yet, or None."""
        return self.revisions.being_written().first()
