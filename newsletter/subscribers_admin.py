"""Who gets letters, as the staff sees it: nothing can be typed here, people sign up and leave by themselves."""

from django.contrib import admin

from core.admin import HouseAdmin
from newsletter.models import Subscriber


class StateFilter(admin.SimpleListFilter):
    """Where people stand, so that the list also tells how many they are."""

    title = "state"
    parameter_name = "state"
    STATES = {
        "gets": ("Gets the letter", "reachable"),
        "waits": ("Waits for the confirmation", "waiting"),
        "pauses": ("Pauses", "pausing"),
        "rests": ("Rests after refusals", "resting"),
        "left": ("Has left", "departed"),
    }

    def lookups(self, request, model_admin):
        return [(name, words) for name, (words, _) in self.STATES.items()]

    def queryset(self, request, subscribers):
        _, find = self.STATES.get(self.value(), ("", "all"))
        return getattr(subscribers, find)()


@admin.register(Subscriber)
class SubscriberAdmin(HouseAdmin):
    """One row for each address."""

    list_display = ["__str__", "email", "state", "joined_at", "confirmed_at", "refusals"]
    list_filter = [StateFilter, "topics"]
    search_fields = ["=email"]
    fields = readonly_fields = [
        "email", "state", "chosen", "joined_at", "confirmed_at", "wording", "page", "paused_until", "refusals",
        "rests_since",
    ]  # fmt: skip

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False  # an address is erased by `erase_person`, which also remembers it for restored backups

    @admin.display(description="state")
    def state(self, subscriber):
        return subscriber.state()

    @admin.display(description="topics")
    def chosen(self, subscriber):
        return ", ".join(topic.name for topic in subscriber.topics.all()) or "Everything"
