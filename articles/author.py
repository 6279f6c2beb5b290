"""Author: a person who writes, reviews or answers, as readers see them. Staff accounts are Django's users."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from core.addresses import address_changed
from core.changes import PublicModel
from core.sanitiser import RichTextField
from core.slugs import SlugField
from pictures.models import Picture


class AuthorQuerySet(models.QuerySet):
    """The editor's words for authors."""

    def with_faces(self):
        """With the portrait; its renditions are one more query."""
        return self.select_related("portrait").prefetch_related("portrait__renditions")

    def at_work(self):
        """Those who have not left."""
        return self.filter(left_on=None)


class Author(PublicModel):
    """The page of an author stays when they leave; only the offer to ask them goes."""

    name = models.CharField(max_length=80)
    slug = SlugField()
    role = models.CharField(max_length=120, help_text="What they do here: “Writes about food”.")
    qualifications = models.CharField(
        max_length=250, blank=True, help_text="Training and registration, as it can be checked. Stands beside the name."
    )
    handle = models.CharField(max_length=60, blank=True, help_text="Their name elsewhere, such as @orla_moves.")
    profile_url = models.URLField("profile address", max_length=300, blank=True)
    bio = RichTextField("about them", blank=True, help_text="Two short paragraphs are enough.")
    interests = models.TextField(
        "conflicts of interest", blank=True, max_length=1000, help_text="Who pays them, and what they own or sell."
    )
    portrait = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name="staff account",
        help_text="The account they log in with, if they have one.",
    )
    is_advisor = models.BooleanField("answers questions", default=False)
    left_on = models.DateField("left on", null=True, blank=True, help_text="Their page stays; the ask button goes.")

    objects = AuthorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:author", args=[self.slug])

    def save(self, *args, **kwargs):
        before = Author.objects.filter(pk=self.pk).only("slug").first() if self.pk else None
        super().save(*args, **kwargs)
        if before and before.slug != self.slug:
            address_changed(before.get_absolute_url(), self.get_absolute_url())

    @property
    def first_name(self) -> str:
        """How a panel speaks of them."""
        return self.name.partition(" ")[0]
