"""The owner's numbers, saved replies, and the list of missed warning signs."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from advisor.models import Desk, MissedSign, SavedReply
from core.admin import HouseAdmin, Transition


@admin.register(Desk)
class DeskAdmin(HouseAdmin):
    """One row; the list leads straight to it."""

    fields = ["advisor", "promised_days", "answers_a_day", "closed_until"]
    autocomplete_fields = ["advisor"]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Desk.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if self.has_view_or_change_permission(request) and Desk.objects.exists():
            return HttpResponseRedirect(reverse("admin:advisor_desk_change", args=[1]))
        return super().changelist_view(request, extra_context)

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)


@admin.register(SavedReply)
class SavedReplyAdmin(HouseAdmin):
    """Pieces of answers, the most used first."""

    list_display = ["name", "topic", "used"]
    list_filter = ["topic"]
    ordering = ["-used", "name"]
    search_fields = ["name", "text"]


def _done(request, sign):
    sign.done_at = timezone.now()
    sign.save(update_fields=["done_at"])
    return "Marked as taken into the phrases."


@admin.register(MissedSign)
class MissedSignAdmin(HouseAdmin):
    """What the phrase match missed: for its next change in the repository (advisor/data/redflags.json)."""

    list_display = ["words", "noted_at", "noted_by", "done_at"]
    list_select_related = ["noted_by"]
    fields = ["words"]
    transitions = [Transition("done", "Taken into the phrases", _done, lambda request, sign: sign.done_at is None)]

    def has_add_permission(self, request):
        return False
