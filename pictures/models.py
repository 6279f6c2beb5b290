"""Picture: one picture with its words, its rights and the point that must stay visible."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from core.changes import PublicModel
from pictures.renditions import Rendition, forget_renditions, remove_after_commit
from pictures.upload import clean_upload

__all__ = ["Picture", "Rendition"]
PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


def original_path(picture, name):
    """Where an original lies; readers get renditions of it. The storage adds letters when the name is taken."""
    return f"pictures/{name}"


class PictureQuerySet(models.QuerySet):
    """The editor's words for pictures."""

    def for_reading(self):
        """With everything the {% picture %} tag needs, in one more query for any number of pictures."""
        return self.prefetch_related("renditions")


class Picture(PublicModel):
    """A picture of the library. `width` and `height` are pixels of the kept original."""

    file = models.ImageField(
        "file", upload_to=original_path, max_length=200, help_text="JPEG, PNG or WebP, at most 20 MB and 50 megapixels."
    )
    title = models.CharField(max_length=120, help_text="How you find it again in the library. Readers do not see it.")
    alt = models.CharField(
        "description",
        max_length=250,
        blank=True,
        help_text="What a person who cannot see the picture should know, in one sentence.",
    )
    decorative = models.BooleanField(
        default=False,
        help_text="Tick this when the picture adds nothing to the words. Screen readers then pass over it.",
    )
    credit = models.CharField(max_length=120, blank=True, help_text="Who made it.")
    licence = models.CharField(max_length=120, blank=True, help_text="Under which terms we may use it.")
    focal_x = models.PositiveSmallIntegerField(
        "focal point, from the left (%)",
        default=50,
        validators=PERCENT,
        help_text="This point stays in view when the picture is cropped.",
    )
    focal_y = models.PositiveSmallIntegerField("focal point, from the top (%)", default=50, validators=PERCENT)
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    renditions_made_at = models.DateTimeField(null=True, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100), name="the_focal_point_is_in_the_picture"
            ),
            models.CheckConstraint(
                condition=~Q(alt="") | Q(decorative=True), name="a_picture_is_described_or_decorative"
            ),
        ]
        indexes = [models.Index(fields=["renditions_made_at"], name="picture_renditions")]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if not self.alt and not self.decorative:
            raise ValidationError({"alt": "Describe the picture in a sentence, or tick “decorative”."})
        if self.alt and looks_like_a_file_name(self.alt):
            raise ValidationError({"alt": "This looks like a file name. Say what can be seen instead."})

    def take_file(self, upload, name):
        """Keeps an uploaded file as the original, written anew. Raises ValidationError with a sentence."""
        self.take(clean_upload(upload), name)

    def take(self, clean, name):
        """Keeps a CleanPicture as the original; the worker makes its renditions. The file before it goes."""
        if self.pk:
            old = Picture.objects.only("file").get(pk=self.pk).file
            forget_renditions(self)
            remove_after_commit(old)
        self.width, self.height, self.renditions_made_at = clean.width, clean.height, None
        stem = slugify(name.rsplit("/", 1)[-1].rsplit(".", 1)[0])[:80] or "picture"
        self.file.save(f"{stem}.{clean.ending}", ContentFile(clean.data), save=False)

    def delete(self, *args, **kwargs):
        files = [self.file, *(rendition.file for rendition in self.renditions.all())]
        result = super().delete(*args, **kwargs)
        for file in files:
            remove_after_commit(file)
        return result


def looks_like_a_file_name(text: str) -> bool:
    """IMG_1234.jpg is no description."""
    return " " not in text.strip() and ("." in text or "_" in text or any(letter.isdigit() for letter in text))
