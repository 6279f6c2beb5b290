"""Synonyms, and what readers looked for in vain, in the staff area."""

from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import CharField
from django.urls import reverse
from django.utils.html import format_html

from core.admin import HouseAdmin
from search.models import Synonym, UnansweredSearch
from search.unanswered import KEPT, SHOWN_FROM


@admin.register(Synonym)
class SynonymAdmin(HouseAdmin):
    """Words that mean the same."""

    list_display = ["expressions"]
    search_fields = ["expressions"]
    formfield_overrides = {CharField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}}  # a group may be long


@admin.register(UnansweredSearch)
class UnansweredSearchAdmin(HouseAdmin):
    """What was asked at least three times: a synonym or an article may be missing."""

    list_display = ["words", "count", "last_on", "what_to_do"]
    list_display_links = None
    search_fields = ["words"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(count__gte=SHOWN_FROM)

    @admin.display(description="what to do")
    def what_to_do(self, search):
        return format_html(
            '<a href="{}?{}">Try it again</a> · <a href="{}?{}">Add a synonym</a>',
            reverse("search:results"), urlencode({"q": search.words}),
            reverse("admin:search_synonym_add"), urlencode({"expressions": f"{search.words}, "}),
        )  # fmt: skip

    def changelist_view(self, request, extra_context=None):
        told = {"title": "Searches without results", "shown_from": SHOWN_FROM, "kept_days": KEPT.days}
        return super().changelist_view(request, {**told, **(extra_context or {})})

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
