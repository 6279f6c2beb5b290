"""Question: the public text of an answered question. It is written anew; no public view reads the private original."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from advisor.models.similar_word import closest, remember_words
from core.addresses import address_changed
from core.named import NamedThings
from core.publishable import Publishable, PublishableQuerySet
from core.sanitiser import RichTextField
from core.slugs import SlugField
from core.staff_history import forget_words
from core.text import excerpt, plain_text
from products import guard
from search.closeness import near_ids, place_of

LINES = "One per line."
RAISED = re.compile(r"<sup>.{0,200}?</sup>", re.DOTALL)


class QuestionQuerySet(PublishableQuerySet):
    """The words for public questions."""

    def of_topics(self, topics):
        """Sorted under any of these topics."""
        return self.filter(topics__in=topics).distinct()

    def up_to_date(self, today=None):
        """Not past its review: only these stand in panels."""
        return self.filter(Q(next_review_on=None) | Q(next_review_on__gte=today or timezone.localdate()))

    def newest(self):
        """The latest answer first."""
        return self.order_by("-answered_on", "-pk")

    def for_panels(self, count):
        """A few of the newest for a panel, without their sources and other long columns."""
        return self.published().up_to_date().newest().only("slug", "title", "answer", "answered_on")[:count]

    def for_list(self):
        """With what a row of the list shows."""
        return self.newest().prefetch_related("topics")

    def for_reading(self):
        """With what the page shows."""
        return self.select_related("advisor__portrait").prefetch_related(
            "advisor__portrait__renditions",
            "topics",
            "products__picture__renditions",
            "exercises__picture__renditions",
        )

    def with_counts(self):
        """Adds `helped_readers`: how many said that it helped, or found their answer here before asking."""
        counts = QuestionCount.objects.filter(question=OuterRef("pk")).order_by().values("question")
        total = counts.annotate(total=Sum(F("helped") + F("deflected"))).values("total")
        return self.annotate(helped_readers=Coalesce(Subquery(total), 0))

    def like(self, text, most=3, leave_out=None) -> list:
        """Published, up-to-date questions that share the rarest words with a text, the closest first."""
        best = [pk for pk in closest(text) if pk != leave_out][: most * 4]
        found = self.published().up_to_date().in_bulk(best) if best else {}
        return [found[pk] for pk in best if pk in found][:most]

    def near_to(self, thing, topics, most=3) -> list:
        """Published, up-to-date questions of these topics that are close to a question or an article, as search prepared it.

        The closest first. One query.
        """
        near = (thing._meta.label_lower, thing.pk, self.model._meta.label_lower)
        found = self.published().up_to_date().filter(pk__in=near_ids(*near)).of_topics(topics)
        found = found.annotate(near=Subquery(place_of(*near, OuterRef("pk")))).order_by("near", "-pk")
        return list(found.only("slug", "title", "answer", "answered_on")[:most])

    def waiting_for_sign_off(self):
        """Written and not yet published, or taken back."""
        return self.filter(goes_live_at=None)

    def never_seen(self):
        """Drafts that no reader ever saw: they may still hold private words."""
        return self.filter(goes_live_at=None, retires_at=None)

    def gone(self):
        """Taken down for good; what was only taken back has no beginning."""
        return self.retired().filter(goes_live_at__isnull=False)


class Question(Publishable):
    """A question and its answer as everybody may read them.

    Taken back to be changed, it has an end and no beginning: readers saw it until then, and its address says so.
    """

    slug = SlugField()
    title = models.CharField("question", max_length=120, help_text="In one line, as somebody would search for it.")
    question = models.TextField(
        "details",
        max_length=2000,
        blank=True,
        help_text="In new words: no names, places, dates, exact ages or anything that only one person can have written.",
    )
    asked_by = models.CharField(
        "who asked",
        max_length=60,
        blank=True,
        help_text="Only in general terms: “a walker in their fifties”. Empty is fine.",
    )
    answer = RichTextField(help_text="The first sentence stands in lists and panels. End with when to seek help.")
    advisor = models.ForeignKey("articles.Author", models.PROTECT, related_name="answers")
    topics = NamedThings("topics.Topic", related_name="questions")
    asked_on = models.DateField(null=True, blank=True, help_text="Readers see the month only.")
    answered_on = models.DateField(default=timezone.localdate, db_index=True)
    reviewed_on = models.DateField(
        null=True, blank=True, help_text="When a second person last read it. Publishing fills this in."
    )
    next_review_on = models.DateField(
        null=True, blank=True, help_text="After this day it leaves the panels and carries a notice. At most two years."
    )
    sources = models.TextField("sources used", blank=True, help_text="Title, publisher, year, date checked. " + LINES)
    products = NamedThings(
        "products.Product", blank=True, related_name="+", help_text="Products of ours that the answer mentions."
    )
    exercises = NamedThings("exercises.Exercise", blank=True, related_name="+")
    articles = NamedThings("articles.Article", blank=True, related_name="questions")
    enquiry = models.OneToOneField(
        "advisor.Enquiry", models.SET_NULL, null=True, blank=True, editable=False, related_name="public"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        editable=False,
        related_name="+",
        help_text="Everybody who wrote on it since it was last signed off; none of them is the second person.",
    )
    waiver = models.CharField(
        "why a finding may stand",
        max_length=300,
        blank=True,
        help_text="When the check stops at something harmless, such as a link to our own exercise, say why. "
        "Contact data and names cannot be waived.",
    )

    objects = QuestionQuerySet.as_manager()

    class Meta(Publishable.Meta):
        ordering = ["-answered_on", "-pk"]
        verbose_name = "public question"
        indexes = [
            models.Index(fields=["goes_live_at", "-answered_on"], name="question_newest"),
            # beside the unique one, which an archive without private questions makes look useless to a planner
            models.Index(fields=["enquiry"], condition=Q(enquiry__isnull=False), name="question_of_enquiry"),
        ]
        permissions = [
            ("sign_off_question", "Can sign off a public answer"),
            ("sign_off_own_question", "Can sign off an own public answer with a written reason"),
        ]

    def __str__(self):
        """The title once it is public: the admin's history keeps this for ever, and a draft may still hold a name."""
        return self.title if self.goes_live_at and self.title else f"Public text {self.pk}"

    def get_absolute_url(self):
        return reverse("advisor:detail", args=[self.slug])

    @property
    def url(self):
        """For the teasers of templates/_asked.html."""
        return self.get_absolute_url()

    @property
    def excerpt(self) -> str:
        """The first words of the answer, for lists."""
        return self.beginning(140)

    def beginning(self, length: int = 180) -> str:
        """The first words of the answer without its small numbers, cut at a word. No list shows more than 180 letters."""
        return excerpt(plain_text(RAISED.sub("", self.answer[:2000])), length)

    @property
    def public_words(self) -> str:
        """What it is found by; nothing of a draft or of what was taken down."""
        if not self.goes_live_at or self.was_taken_down:
            return ""
        return f"{self.title} {self.question} {plain_text(self.answer)[:1000]}"

    @property
    def was_taken_down(self) -> bool:
        return self.retires_at is not None and self.retires_at <= timezone.now()

    @property
    def was_seen(self) -> bool:
        """Readers saw it once, or see it now: it is never deleted, so that its address can say what became of it."""
        return bool(self.goes_live_at or self.retires_at)

    @property
    def source_list(self) -> list[str]:
        return [line.strip() for line in self.sources.splitlines() if line.strip()]

    @property
    def sources_without_links(self) -> str:
        """For the check of the public words: the address of a source may stand."""
        return re.sub(r"https?://\S{1,300}", "", self.sources)

    @property
    def is_past_review(self) -> bool:
        return self.next_review_on is not None and self.next_review_on < timezone.localdate()

    def clean(self):
        super().clean()
        if self.reviewed_on and self.next_review_on and self.next_review_on <= self.reviewed_on:
            raise ValidationError({"next_review_on": "The next review comes after the last one."})

    @transaction.atomic
    def save(self, *args, **kwargs):
        before = (
            Question.objects.filter(pk=self.pk).only("slug", "goes_live_at", "retires_at").first() if self.pk else None
        )
        super().save(*args, **kwargs)
        remember_words(self, self.public_words)
        if before and before.was_seen and before.slug != self.slug:
            address_changed(before.get_absolute_url(), self.get_absolute_url())

    def take_down(self):
        """Readers meet a 410 from now on; what they never saw is deleted."""
        if not self.was_seen:
            self.delete()
            return
        self.retires_at = timezone.now()
        self.goes_live_at = min(self.goes_live_at or self.retires_at, self.retires_at)
        self.save(update_fields=["retires_at", "goes_live_at"])

    def take_back(self):
        """To the desk again, to change its words: readers meet a 410 until it is signed off anew."""
        self.retires_at, self.goes_live_at, self.signed_off_by = timezone.now(), None, None
        self.save(update_fields=["retires_at", "goes_live_at", "signed_off_by"])

    def delete(self, *args, **kwargs):
        """The sentences that an Owner let stand go with their text."""
        guard.forget_waivers(self)
        return super().delete(*args, **kwargs)

    @transaction.atomic
    def erase_text(self):
        """Takes it down and removes every word, also from waivers and history; the address stays, as a 410."""
        guard.forget_waivers(self)
        forget_words(self)
        seen = self.was_seen
        self.take_down()
        if seen:
            self.title = self.question = self.asked_by = self.answer = self.sources = self.waiver = ""
            self.enquiry = None
            self.save()

    def count(self, what):
        """One more reader who was `deflected`, `helped` or `not_helped`. Starts no new edition of the page cache."""
        month = timezone.localdate().replace(day=1)
        QuestionCount.objects.bulk_create([QuestionCount(question=self, month=month)], ignore_conflicts=True)
        QuestionCount.objects.filter(question=self, month=month).update(**{what: F(what) + 1})


class QuestionCount(models.Model):
    """What readers said of one answer in one month. Nothing about who said it."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="counts")
    month = models.DateField(help_text="Its first day.")
    deflected = models.PositiveIntegerField(default=0, help_text="“This answers me”, before a question was sent.")
    helped = models.PositiveIntegerField(default=0)
    not_helped = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "month"], name="one_count_per_question_and_month")]

    def __str__(self):
        return f"{self.month:%B %Y}"
