"""The blocks on the edit page: one inline for each kind, with a thumbnail where it draws a picture."""

from content_editor.admin import ContentEditorInline
from django.contrib import admin
from django.db import models

from articles import blocks
from articles.reference import Reference
from pictures.admin import small_picture

THUMB = 96
HTTPS_ASSUMED = {models.URLField: {"assume_scheme": "https"}}


class AsTheArticle:
    """Who may change the article may change its parts; no permission of their own is asked for."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_revision") or request.user.has_perm("articles.change_revision")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("articles.change_revision")

    has_add_permission = has_delete_permission = has_change_permission


class BlockInline(AsTheArticle, ContentEditorInline):
    """Base of all kinds."""

    extra = 0
    drawn = ""  # the path to what it draws, such as "exercise__picture"

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found.select_related(self.drawn).prefetch_related(f"{self.drawn}__renditions") if self.drawn else found

    def get_readonly_fields(self, request, obj=None):
        return ["thumbnail"] if self.drawn else []

    @admin.display(description="")
    def thumbnail(self, block):
        picture = block.picture_shown if block.pk else None
        return small_picture(picture, THUMB) if picture else "—"


class TextInline(BlockInline):
    model = blocks.TextBlock
    icon = "notes"


class PictureInline(BlockInline):
    model = blocks.PictureBlock
    icon, drawn = "image", "picture"
    autocomplete_fields = ["picture"]


class ExerciseInline(BlockInline):
    model = blocks.ExerciseBlock
    icon, drawn = "fitness_center", "exercise__picture"
    autocomplete_fields = ["exercise"]


class CareCardInline(BlockInline):
    model = blocks.CareCardBlock
    icon = "emergency"


class ProductInline(BlockInline):
    model = blocks.ProductBlock
    icon, drawn = "shopping_bag", "product__picture"
    autocomplete_fields = ["product"]


class DosInline(BlockInline):
    model = blocks.DosBlock
    icon = "checklist"


class QuoteInline(BlockInline):
    model = blocks.QuoteBlock
    icon = "format_quote"


class RecipeInline(BlockInline):
    model = blocks.RecipeBlock
    icon = "restaurant"


class ReferenceInline(AsTheArticle, admin.TabularInline):
    """The sources, numbered."""

    model = Reference
    extra = 0
    ordering = ["ordering", "pk"]
    formfield_overrides = HTTPS_ASSUMED


BLOCK_INLINES = [
    TextInline, PictureInline, ExerciseInline, CareCardInline, ProductInline, DosInline, QuoteInline, RecipeInline,
]  # fmt: skip
