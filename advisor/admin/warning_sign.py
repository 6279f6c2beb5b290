"""Warning signs and telephone numbers: a live wording is replaced by a new one, and an emergency needs two people."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse

from advisor.models import HelpLine, WarningSign
from advisor.models.warning_sign import NEEDS_SECOND_PERSON
from core.admin import HouseAdmin, NotNow, Transition


def _or_not_now(step, *args):
    try:
        return step(*args)
    except ValidationError as refusal:
        raise NotNow(" ".join(refusal.messages)) from None


def _go_live(request, sign):
    _or_not_now(sign.go_live, request.user)
    return "Askers see it now."


def _retire(request, sign):
    _or_not_now(sign.retire, request.user)
    return "Taken off the list."


def _new_wording(request, sign):
    copy = sign.new_wording(request.user)
    return HttpResponseRedirect(reverse("admin:advisor_warningsign_change", args=[copy.pk]))


@admin.register(WarningSign)
class WarningSignAdmin(HouseAdmin):
    """What the first step of asking shows."""

    list_display = ["text", "level", "state", "next_review_on", "order"]
    list_filter = ["level"]
    search_fields = ["text"]
    filter_horizontal = ["help_lines"]
    fields = [
        "level",
        "text",
        "in_short",
        "heading",
        "action",
        "help_lines",
        "source",
        "reviewed_on",
        "next_review_on",
        "order",
    ]
    transitions = [
        Transition(
            "go-live", "Show it to askers", _go_live, lambda request, it: it.goes_live_at is None, primary=True,
            confirm="An emergency wording is shown by a second person, not by anybody who wrote on it.",
            permission="advisor.sign_off_warningsign",
        ),
        Transition("new-wording", "Write a new wording", _new_wording, lambda request, it: it.is_published(),
                   confirm="Askers keep this one until the new one is shown.", permission="advisor.add_warningsign"),
        Transition("retire", "Take it off the list", _retire, lambda request, it: it.is_published(),
                   permission="advisor.add_warningsign"),
    ]  # fmt: skip

    def has_delete_permission(self, request, obj=None):
        return bool(obj is not None and obj.goes_live_at is None and super().has_delete_permission(request, obj))

    def get_readonly_fields(self, request, obj=None):
        """A wording that askers have seen stays as it was; review dates and order may move."""
        kept = ["level", "text", "in_short", "heading", "action", "help_lines", "source"]
        return kept if obj and obj.goes_live_at else []

    def save_model(self, request, obj, form, change):
        changed_words = set(form.changed_data) - {"reviewed_on", "next_review_on", "order"}
        if not change or changed_words:
            obj.written_by = request.user
            if change:
                obj.save(update_fields=["written_by"])
        super().save_model(request, obj, form, change)
        if not change or changed_words:
            obj.writers.add(request.user)

    @admin.display(description="State")
    def state(self, sign):
        if sign.goes_live_at is None:
            return "Waits for a second person" if sign.needs_second_person else "Not shown yet"
        return sign.live_state()


@admin.register(HelpLine)
class HelpLineAdmin(HouseAdmin):
    """Telephone numbers by region."""

    list_display = ["name", "number", "region", "checked_on", "order"]
    actions = None

    def get_readonly_fields(self, request, obj=None):
        """A number that stands on a live emergency card is part of its wording: write a new number and a new wording."""
        return ["name", "number", "textphone"] if stands_on_a_card(obj, NEEDS_SECOND_PERSON) else []

    def has_delete_permission(self, request, obj=None):
        """A number that any live card shows stays."""
        return not stands_on_a_card(obj, WarningSign.Level.values) and super().has_delete_permission(request, obj)


def stands_on_a_card(line, levels) -> bool:
    """Whether a live card of these levels shows the number."""
    return bool(line and line.pk and WarningSign.objects.published().filter(help_lines=line, level__in=levels).exists())
