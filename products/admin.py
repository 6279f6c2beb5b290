"""The catalogue in the staff area: fieldsets by task, packs beside the product, a button to withdraw."""

from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

from core.admin import HouseAdmin, NotNow, Transition
from core.publishable import day
from pictures.admin import small_picture
from products import claims_admin, guard
from products.catalogue import catalogue_csv
from products.legal import NO_WORDS
from products.models import Category, Product
from products.packs_admin import PackInline, PlaceToBuyInline

__all__ = ["ProductAdmin", "claims_admin"]


class StateFilter(admin.SimpleListFilter):
    """Live, waiting, gone: in words instead of two dates."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("live", "Live"),
            ("review-due", "Live, review due"),
            ("scheduled", "Scheduled"),
            ("draft", "Not published"),
            ("retired", "Retired"),
        ]

    def queryset(self, request, products):
        chosen = {
            "live": products.published,
            "review-due": products.review_due,
            "scheduled": products.scheduled,
            "retired": products.retired,
            "draft": lambda: products.filter(goes_live_at=None),
        }.get(self.value())
        return chosen() if chosen else products


@admin.register(Category)
class CategoryAdmin(HouseAdmin):
    """The shelves."""

    list_display = ["name", "order"]
    list_editable = ["order"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


def withdraw(request, product):
    """The button "Withdraw from sale"; the answer lists the texts that still name the product."""
    if not product.withdraw():
        raise NotNow("This product is not live any more: somebody else was quicker.")
    still = used_in(product)
    said = f"{product} is withdrawn. Its cards are gone, and its page says so and offers others."
    return format_html("{} These texts still name it: {}", said, still) if still else said


def put_back(request, product):
    """The button "Put it back on sale": refused while anything in it would be refused at a save."""
    parts = (product, *product.packs.all(), *product.places_to_buy.all())
    if wrong := [sentence for part in parts for sentence in mistakes_in(part)]:
        raise NotNow(f"It stays withdrawn until this is mended. {' '.join(wrong)}")
    if not product.put_back():
        raise NotNow("This product is not withdrawn any more: somebody else was quicker.")
    return f"{product} is on sale again. Its page and its cards are back."


def before_withdrawing(product):
    """What stands beside the second button: what it does, and where the product is used."""
    gone = "Its cards vanish everywhere, and its page answers that it is gone."
    used = used_in(product)
    if not used:
        return f"{gone} No text that readers see shows or names it."
    return format_html("{} These texts show or name it: {}.", gone, used)


def mistakes_in(part):
    """What saving it would refuse, each as a sentence that begins with the name of its field."""
    try:
        part.full_clean()
    except ValidationError as wrong:
        for field, sentences in wrong.message_dict.items():
            where = "" if field == NON_FIELD_ERRORS else f"{capfirst(part._meta.get_field(field).verbose_name)}: "
            yield from (f"{where}{sentence}" for sentence in sentences)


def used_in(product):
    """Links to every live text that shows or names a product, as HTML; "" when there is none.

    Every live text is read for it, so that a page which shows it twice looks once."""
    if not hasattr(product, "is_used_in"):
        texts = ((title or "Text", url or "#") for title, url in guard.texts_naming(product))
        product.is_used_in = format_html_join(mark_safe(", "), '<a href="{1}">{0}</a>', texts)
    return product.is_used_in


@admin.register(Product)
class ProductAdmin(HouseAdmin):
    """One product, in the order in which its facts are gathered."""

    list_display = ["thumbnail", "name", "legal_type", "category", "live_state", "next_review_on"]
    list_display_links = ["thumbnail", "name"]
    list_filter = [StateFilter, "legal_type", "category", ("topics", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name", "line", "registration_number", "packs__code"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["picture", "more_pictures", "topics", "category"]
    readonly_fields = ["how_it_stands", "preview", "legal_sentence", "where_used"]
    inlines = [PackInline, PlaceToBuyInline]
    transitions = [
        Transition(
            "withdraw",
            "Withdraw from sale",
            withdraw,
            when=lambda request, product: product.is_published() and request.user.has_perm("products.change_product"),
            confirm=before_withdrawing,
            sure="Yes, withdraw it now",
        ),
        Transition(
            "put-back",
            "Put it back on sale",
            put_back,
            when=lambda request, product: product.is_retired,
            confirm="Its page and its cards come back at once, without an end.",
        ),
    ]
    fieldsets = [
        (None, {"fields": ["how_it_stands", "name", "slug", "line", "series", "category", "topics"]}),
        (
            "What it is in law",
            {
                "fields": [
                    "legal_type",
                    "registration_number",
                    "registration_note",
                    "holder",
                    "registered_use",
                    "permitted_claim",
                    "legal_sentence",
                ]
            },
        ),
        (
            "Who should not use it",
            {"fields": ["cautions", "caution_note", "interactions", "side_effects", "see_a_doctor"]},
        ),
        ("How it is used", {"fields": ["form", "for_whom", "directions", "storage", "leaflet"]}),
        ("What is in it", {"fields": ["active_ingredients", "other_ingredients", "allergens"]}),
        ("Pictures", {"fields": ["picture", "preview", "more_pictures"]}),
        ("What the evidence says", {"fields": ["evidence", "reviewed_on", "next_review_on"]}),
        ("When readers see it", {"fields": ["goes_live_at", "retires_at", "other_names", "where_used"]}),
    ]

    def get_urls(self):
        own = path("export/", self.admin_site.admin_view(self.export), name="products_product_export")
        return [own, *super().get_urls()]

    def export(self, request):
        """The whole catalogue for a spreadsheet: for those who keep it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return catalogue_csv()

    def get_queryset(self, request):
        return (
            super().get_queryset(request).select_related("picture", "category").prefetch_related("picture__renditions")
        )

    @admin.display(description="")
    def thumbnail(self, product):
        return small_picture(product.picture, 72) if product.picture else ""

    @admin.display(description="how it looks")
    def preview(self, product):
        return small_picture(product.picture, 240) if product.picture else "After saving you see it here."

    @admin.display(description="the sentence readers see")
    def legal_sentence(self, product):
        if not product.legal_type or (product.is_medicine and not product.registered_use.strip(NO_WORDS)):
            return "It is made from the legal type and the registered use. After saving you see it here."
        return product.statement or "This type needs none. The label “Our product – advertising” stands there always."

    @admin.display(description="how it stands")
    def how_it_stands(self, product):
        product = self.as_saved(product)
        if not product.is_retired:
            return f"{product.live_state()}."
        return (
            f"Withdrawn since {day(product.retires_at)}. Readers who open its page are told that it is gone. "
            "“Put it back on sale” above undoes that."
        )

    def as_saved(self, product):
        """What readers have: a form that comes back with mistakes has changed nothing but the object in hand."""
        return Product.objects.only("goes_live_at", "retires_at").filter(pk=product.pk).first() or Product()

    @admin.display(description="texts that show or name it")
    def where_used(self, product):
        return (used_in(product) if product.pk else "") or "None that readers see."

    @admin.display(description="state", ordering="goes_live_at")
    def live_state(self, product):
        return product.live_state()
