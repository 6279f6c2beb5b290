"""Synonyms, and what readers looked for in vain, in the staff area."""

from django.contrib import admin

from core.admin import HouseAdmin
from search.models import Synonym, UnansweredSearch
from search.unanswered import SHOWN_FROM


@admin.register(Synonym)
class SynonymAdmin(HouseAdmin):
    """Words that mean the same."""

    list_display = ["expressions"]
    search_fields = ["expressions"]


@admin.register(UnansweredSearch)
class UnansweredSearchAdmin(HouseAdmin):
    """What was asked at least three times: a synonym or an article may be missing."""

    list_display = ["words", "count", "last_on"]
    list_display_links = None
    search_fields = ["words"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(count__gte=SHOWN_FROM)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
