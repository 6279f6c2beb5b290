"""Staff accounts in the staff area: Owners may open and close them, nobody may climb above the own group."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

PLAIN = [
    (None, {"fields": ["username", "password"]}),
    ("Who it is", {"fields": ["first_name", "last_name", "email"]}),
    ("What they may do", {"fields": ["is_active", "is_staff", "groups"]}),
    ("Dates", {"fields": ["last_login", "date_joined"]}),
]

admin.site.unregister([User, Group])


@admin.register(User)
class StaffAccountAdmin(UserAdmin):
    """Accounts are closed (not active), never deleted: the history of every text hangs on them."""

    fieldsets = PLAIN
    add_fieldsets = [(None, {"fields": ["username", "usable_password", "password1", "password2"]})]
    list_display = ["username", "first_name", "last_name", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = ["groups"]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        """The set-up account is nobody's business but its own."""
        accounts = super().get_queryset(request).prefetch_related("groups")
        return accounts if request.user.is_superuser else accounts.filter(is_superuser=False)

    def get_fieldsets(self, request, obj=None):
        """A superuser (for set-up only) may make another one; Owners never see the box."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj and request.user.is_superuser:
            return [*fieldsets, ("Set-up only", {"fields": ["is_superuser"]})]
        return fieldsets

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request):
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    @admin.display(description="roles")
    def roles(self, obj):
        return ", ".join(group.name for group in obj.groups.all()) or "none"


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """The roles are fixed by the house; they can be looked at."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
