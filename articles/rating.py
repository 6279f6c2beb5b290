"""Rating: what one reader gave one major version of an article, from 1 to 10."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Avg, Count, OuterRef, Q, Subquery
from django.utils import timezone

from articles.article import Article


class RatingQuerySet(models.QuerySet):
    """The editor's words for ratings."""

    def of(self, revision):
        """The ratings that count for a revision: those since the last major change."""
        return self.filter(article=revision.article_id, major_number=revision.major_number)

    def score(self) -> tuple:
        """(average or None, number of ratings)."""
        found = self.aggregate(average=Avg("score"), count=Count("pk"))
        return found["average"], found["count"]


class Rating(models.Model):
    """One reader, one major version, one vote; it may be changed. A vote starts no edition."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="ratings")
    major_number = models.PositiveIntegerField("major version")
    reader = models.CharField(max_length=64, editable=False, help_text="The random number of a cookie.")
    score = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(10)])
    given_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = RatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "major_number", "reader"], name="a_reader_rates_a_major_version_once"
            ),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=10), name="a_rating_is_from_1_to_10"),
        ]

    def __str__(self):
        return f"{self.score} out of 10"

    @classmethod
    def give(cls, revision, reader: str, score: int):
        """Stores or changes a reader's vote. One statement, so that parallel votes of one reader make one row."""
        now = timezone.now()
        vote = cls(
            article_id=revision.article_id,
            major_number=revision.major_number,
            reader=reader,
            score=score,
            given_at=now,
            changed_at=now,
        )
        cls.objects.bulk_create(
            [vote],
            update_conflicts=True,
            unique_fields=["article", "major_number", "reader"],
            update_fields=["score", "changed_at"],
        )


def scores_of_revisions() -> dict:
    """Annotations `rating_average` and `rating_count` for a queryset of revisions."""
    votes = Rating.objects.filter(article=OuterRef("article"), major_number=OuterRef("major_number"))
    votes = votes.order_by().values("article")
    return {
        "rating_average": Subquery(votes.annotate(average=Avg("score")).values("average")),
        "rating_count": Subquery(votes.annotate(number=Count("pk")).values("number")),
    }
