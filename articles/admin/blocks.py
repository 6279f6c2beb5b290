"""The blocks on the edit page: one inline for each kind, with a thumbnail where it draws a picture."""

from content_editor.admin import ContentEditorInline
from django import forms
from django.contrib import admin
from django.db import models

from articles import blocks
from articles.reference import Reference
from core.choosing import CarefulSelect
from pictures.admin import small_picture

THUMB = 96
HTTPS_ASSUMED = {models.URLField: {"assume_scheme": "https", "widget": forms.URLInput(attrs={"class": "vURLField"})}}


class AsTheArticle:
    """Who may change the article may change its parts; no permission of their own is asked for."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_revision") or request.user.has_perm("articles.change_revision")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("articles.change_revision")

    has_add_permission = has_delete_permission = has_change_permission


class KnownSelect(CarefulSelect):
    """Draws the chosen thing without asking the database again when its block has it at hand."""

    known = None

    def optgroups(self, name, value, attr=None):
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        return [(None, [self.create_option(name, self.known.pk, str(self.known), True, 0)], 0)]


class BlockForm(forms.ModelForm):
    """Hands what the block points at to the field that shows it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            select = getattr(field.widget, "widget", None)
            if isinstance(select, KnownSelect) and self.instance.pk:
                select.known = getattr(self.instance, name)


class BlockInline(AsTheArticle, ContentEditorInline):
    """Base of all kinds."""

    form = BlockForm
    extra = 0
    drawn = ""  # the path to what it draws, such as "exercise__picture"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KnownSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

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
