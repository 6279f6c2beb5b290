"""Recommendation: one thing we point at beside a text, in an author's voice or in the publisher's."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from articles.article import Article
from articles.author import Author
from articles.gathered import packs_of
from articles.revision import Revision
from core.publishable import Publishable, PublishableQuerySet
from exercises.models import Exercise
from products import guard
from products.models import Product
from topics.models import Topic

TARGETS = ("exercise", "article", "product")
ONE_TARGET = (
    Q(exercise__isnull=False, article=None, product=None)
    | Q(exercise=None, article__isnull=False, product=None)
    | Q(exercise=None, article=None, product__isnull=False)
)


class RecommendationQuerySet(PublishableQuerySet):
    """The editor's words for recommendations."""

    def pointing_at_live_things(self):
        """Only those whose exercise, article or product readers can open."""
        return self.filter(
            Q(exercise__in=Exercise.objects.published().order_by().values("pk"))
            | Q(product__in=Product.objects.published().order_by().values("pk"))
            | Q(article__in=Article.objects.published().order_by().values("pk"))
        )

    def without_products(self):
        """For pages beside which nothing is sold."""
        return self.filter(product=None)

    def for_panels(self):
        """With author, target and pictures; `article_title` is the live title of an article. Newest first."""
        live = Revision.objects.published().filter(article=OuterRef("article")).order_by()
        return self.select_related("author__portrait", "exercise", "article", "product__picture").annotate(
            article_title=Subquery(live.values("title")[:1]), pack_rows=packs_of("product")
        )


class Recommendation(Publishable):
    """Without author it stands under "From our shelf", in the publisher's voice."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="recommendations")
    text = models.TextField(max_length=300, help_text="One to three short sentences. For a product: no promise.")
    author = models.ForeignKey(
        Author,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        help_text="Empty for “From our shelf”. The law lets no author recommend a medicine, a food supplement or a device.",
    )
    exercise = models.ForeignKey(Exercise, models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RecommendationQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["topic", "-goes_live_at", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(condition=ONE_TARGET, name="a_recommendation_points_at_one_thing"),
        ]

    def __str__(self):
        return self.text[:60]

    def clean(self):
        super().clean()
        chosen = [name for name in TARGETS if getattr(self, f"{name}_id")]
        if len(chosen) != 1:
            raise ValidationError("Choose one thing to recommend: an exercise, an article or a product.")
        if self.author_id and self.product_id and not self.product.may_be_recommended_by_an_author:
            raise ValidationError(
                {
                    "author": "The law lets no author recommend this kind of product. Leave the author empty: it then "
                    "stands under “From our shelf” with its label and statement."
                }
            )
        if not self.author_id and not self.product_id:
            raise ValidationError({"author": "Say who recommends it. Only products stand on our shelf without author."})
        guard.refuse_when_live(self, "text")

    @property
    def may_be_shown(self) -> bool:
        """A product's legal type may have changed since: then an author's praise is not shown any more."""
        return not (self.author_id and self.product_id and not self.product.may_be_recommended_by_an_author)

    @property
    def target(self):
        """The exercise, article or product."""
        return self.exercise or self.article or self.product

    @property
    def pictures(self) -> list:
        """What its panel draws: a face or a product."""
        return [self.author.portrait] if self.author else [self.product.picture] if self.product else []
