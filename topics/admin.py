"""Topics in the staff area."""

from django.contrib import admin

from core.admin import HouseAdmin
from topics.models import Topic


@admin.register(Topic)
class TopicAdmin(HouseAdmin):
    """Sorted as readers see them."""

    list_display = ["name", "summary", "body_part", "asks_for_care_card", "order"]
    list_editable = ["order"]
    search_fields = ["name", "summary"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["picture"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "summary", "introduction", "picture"]}),
        ("Where it appears", {"fields": ["body_part", "order"]}),
        ("Safety", {"fields": ["asks_for_care_card"]}),
    ]
