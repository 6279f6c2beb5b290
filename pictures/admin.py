"""The library in the staff area: thumbnails, search, and uploads that are checked before they are kept."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html

from core.admin import HouseAdmin, VersionedForm
from pictures.models import Picture
from pictures.upload import clean_upload


class PictureForm(VersionedForm):
    """Checks the file itself; Django's own image check would open a bomb with Pillow's weak limit."""

    class Meta:
        model = Picture
        fields = ["file", "title", "alt", "decorative", "credit", "licence", "focal_x", "focal_y"]
        field_classes = {"file": forms.FileField}

    def clean_file(self):
        upload = self.cleaned_data.get("file")
        if isinstance(upload, UploadedFile):
            try:
                self.clean_picture = clean_upload(upload)
            except ValidationError as error:
                self.add_error("file", error)
                return None
        return upload


@admin.register(Picture)
class PictureAdmin(HouseAdmin):
    """One row, one picture."""

    form = PictureForm
    list_display = ["thumbnail", "title", "alt", "credit", "size", "added_at"]
    list_display_links = ["thumbnail", "title"]
    search_fields = ["title", "alt", "credit"]
    readonly_fields = ["preview"]
    fieldsets = [
        (None, {"fields": ["file", "preview", "title"]}),
        ("For people who cannot see it", {"fields": ["alt", "decorative"]}),
        ("Rights", {"fields": ["credit", "licence"]}),
        ("When it is cropped", {"fields": ["focal_x", "focal_y"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_reading()

    def save_model(self, request, obj, form, change):
        if "file" in form.changed_data:
            obj.take(form.clean_picture, form.cleaned_data["file"].name)
        super().save_model(request, obj, form, change)
        if "file" in form.changed_data:
            Picture.objects.filter(pk=obj.pk).update(width=obj.width, height=obj.height, renditions_made_at=None)

    @admin.display(description="")
    def thumbnail(self, obj):
        return small_picture(obj, 96)

    @admin.display(description="how it looks")
    def preview(self, obj):
        return small_picture(obj, 320) if obj.pk else "After saving you see it here."

    @admin.display(description="size")
    def size(self, obj):
        return f"{obj.width} × {obj.height}"


def small_picture(picture, width):
    """An <img> of the smallest rendition that is there, `width` pixels wide on the page."""
    small = next(iter(picture.renditions.all()), None)
    height = round(width * picture.height / picture.width) if picture.width else width
    address = (small.file if small else picture.file).url
    return format_html('<img class="thumb" src="{}" width="{}" height="{}" alt="">', address, width, height)
