"""Topic: a part of the body or a subject that articles, questions, exercises and products are sorted by."""

from django.db import models
from django.db.models import Case, F, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from core.addresses import address_changed
from core.changes import PublicModel
from core.sanitiser import RichTextField
from core.slugs import SlugField
from pictures.models import Picture
from search.index import Document


class BodyPart(models.TextChoices):
    """The places of the body map on the home page."""

    NECK = "neck", "Neck"
    SHOULDERS = "shoulders", "Shoulders"
    BACK = "back", "Back"
    HANDS = "hands", "Hands and elbows"
    HIPS = "hips", "Hips"
    KNEES = "knees", "Knees"
    FEET = "feet", "Ankles and feet"


FAR_BEHIND = 500  # the order of topics that moved in; one with a smaller number stands among the editors' own
MOST_OFFERED = 20  # an imported site may bring hundreds, and nobody reads a list of hundreds to find a knee


class TopicQuerySet(models.QuerySet):
    """The editor's words for topics."""

    def ranked_by(self, number):
        """In the editors' order, each with `place`: 1, 2, ... for those of the body map, then for the highest `number`,
        and behind all others for those that stand far behind in the editors' order, as topics do that moved in."""
        is_elsewhere = Case(When(body_part="", then=Value(1)), default=Value(0))
        is_far_behind = Case(When(order__gte=FAR_BEHIND, then=Value(1)), default=Value(0))
        first_of_all = [is_elsewhere, is_far_behind, F(number).desc(), "order", "name"]
        ranked = self.annotate(place=Window(RowNumber(), order_by=first_of_all))
        return ranked.order_by("order", "name")  # said again: Django drops the order of the model where it counts

    def for_cards(self):
        """With the picture; its renditions are one more query."""
        return self.select_related("picture").prefetch_related("picture__renditions")


def to_offer(ranked_topics, chosen=()) -> list:
    """The most useful of these topics, as many as a list for choosing holds; those whose slugs are chosen stay in it."""
    return [topic for topic in ranked_topics if topic.place <= MOST_OFFERED or topic.slug in chosen]


class Topic(PublicModel):
    """A topic is always visible; an empty one says so kindly."""

    name = models.CharField(max_length=60, unique=True)
    slug = SlugField()
    summary = models.CharField(max_length=160, help_text="One sentence for lists and search engines.")
    introduction = RichTextField(blank=True, help_text="One or two paragraphs at the top of the topic's page.")
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    body_part = models.CharField(
        "on the body map",
        max_length=10,
        choices=BodyPart,
        blank=True,
        help_text="Where a finger on the body map leads here.",
    )
    asks_for_care_card = models.BooleanField(
        "is about symptoms", default=False, help_text="Articles of this topic must say when to get help."
    )
    order = models.PositiveSmallIntegerField(default=100, help_text="Small numbers stand first.")

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        before = Topic.objects.filter(pk=self.pk).first() if self.pk else None
        super().save(*args, **kwargs)
        if before and before.slug != self.slug:
            address_changed(before.get_absolute_url(), self.get_absolute_url())

    def get_absolute_url(self):
        return reverse("topics:detail", args=[self.slug])

    def describe_for_search(self):
        """What the search index keeps of a topic."""
        return Document(
            kind="topic",
            title=self.name,
            summary=self.summary,
            body=self.introduction,
            url=self.get_absolute_url(),
            topics=(self.slug,),
            picture=self.picture.file.url if self.picture else "",
        )
