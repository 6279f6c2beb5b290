"""The library in the staff area: thumbnails, search, and uploads that are checked before they are kept."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.html import format_html, format_html_join

from core.admin import HouseAdmin, VersionedForm
from pictures.models import Picture
from pictures.upload import clean_upload
from pictures.uses import is_shown, uses_of

MOST_AT_ONCE = 20


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
    readonly_fields = ["preview", "used_in"]
    change_list_template = "admin/pictures/picture/change_list.html"
    fieldsets = [
        (None, {"fields": ["file", "preview", "title", "used_in"]}),
        ("For people who cannot see it", {"fields": ["alt", "decorative"]}),
        ("Rights", {"fields": ["credit", "licence"]}),
        ("When it is cropped", {"fields": ["focal_x", "focal_y"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_reading()

    def has_change_permission(self, request, obj=None):
        """Who may not delete pictures changes their own only, and only while no reader can see them."""
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None or obj.pk is None or request.user.has_perm("pictures.delete_picture"):
            return allowed
        return obj.added_by_id == request.user.pk and not is_shown(obj)

    def get_urls(self):
        view = self.admin_site.admin_view(self.several_view)
        return [path("several/", view, name="pictures_picture_several"), *super().get_urls()]

    def several_view(self, request):
        """Several files at once; each becomes a picture that waits for its description, or gets a sentence."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            for upload in request.FILES.getlist("files")[:MOST_AT_ONCE]:
                self.take_one(request, upload)
            return redirect("admin:pictures_picture_changelist")
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Add several pictures"}
        return render(request, "admin/pictures/picture/several.html", {**context, "most": MOST_AT_ONCE})

    def take_one(self, request, upload):
        """One of several files. Its name becomes the title; the description must be written before a text may use it."""
        name = upload.name.replace("\x00", "")[:120]
        try:
            picture = Picture(
                title=name.rsplit(".", 1)[0][:120] or "Picture", alt=name.replace(" ", "_"), added_by=request.user
            )
            picture.take(clean_upload(upload), name)
        except ValidationError as error:
            messages.error(request, f"{name}: {' '.join(error.messages)}")
            return
        picture.save()
        self.log_addition(request, picture, "Added with others")
        messages.success(request, f"{name} is in the library. Please describe it: its file name stands there for now.")

    @admin.display(description="used in")
    def used_in(self, obj):
        uses = uses_of(obj) if obj.pk else []
        if not uses:
            return "Nowhere yet."
        rows = ((format_html('<a href="{}">{}</a>', url, words) if url else words,) for words, url in uses)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", rows))

    def save_model(self, request, obj, form, change):
        if "file" in form.changed_data:
            obj.added_by = obj.added_by if change else request.user
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
