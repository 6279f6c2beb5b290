"""Facts and recommendations, which stand in the panels beside a text."""

from django.contrib import admin
from django.utils import timezone

from articles.fact import Fact
from articles.recommendation import Recommendation
from core.admin import HouseAdmin


class LiveAtOnce(HouseAdmin):
    """New ones are live from now on unless another time is chosen."""

    def get_changeform_initial_data(self, request):
        return {"goes_live_at": timezone.now(), **super().get_changeform_initial_data(request)}

    @admin.display(description="state", ordering="goes_live_at")
    def state(self, obj):
        return obj.live_state()


@admin.register(Fact)
class FactAdmin(LiveAtOnce):
    """Did you know?"""

    list_display = ["text", "source", "state"]
    search_fields = ["text", "source"]
    autocomplete_fields = ["article"]
    filter_horizontal = ["topics"]
    fieldsets = [
        (None, {"fields": ["text", "source", "article"]}),
        ("Where it appears", {"fields": ["topics"]}),
        ("When it is seen", {"fields": ["goes_live_at", "retires_at"]}),
    ]


@admin.register(Recommendation)
class RecommendationAdmin(LiveAtOnce):
    """One thing each, in an author's voice or from our shelf."""

    list_display = ["text", "topic", "voice", "thing", "state"]
    list_filter = ["topic"]
    search_fields = ["text"]
    list_select_related = ["topic", "author", "exercise", "article", "product"]
    autocomplete_fields = ["topic", "author", "exercise", "article", "product"]
    fieldsets = [
        (None, {"fields": ["topic", "text", "author"]}),
        ("What is recommended: choose one", {"fields": ["exercise", "article", "product"]}),
        ("When it is seen", {"fields": ["goes_live_at", "retires_at"]}),
    ]

    @admin.display(description="voice", ordering="author__name")
    def voice(self, obj):
        return obj.author or "From our shelf"

    @admin.display(description="recommends")
    def thing(self, obj):
        return obj.target
