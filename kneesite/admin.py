"""The staff area: its name, its log-in (a second factor when HTTPS is on) and its home."""

from django.conf import settings
from django.contrib import admin
from django_otp.admin import OTPAdminAuthenticationForm


class StaffSite(admin.AdminSite):
    """The admin of Kneesite."""

    site_header = "Kneesite"
    site_title = "Kneesite staff"
    index_title = "What would you like to do?"
    enable_nav_sidebar = True
    final_catch_all_view = True

    if settings.HTTPS:
        login_form = OTPAdminAuthenticationForm
        login_template = "otp/admin111/login.html"

    def has_permission(self, request):
        """Staff only; with HTTPS on, only after the second factor."""
        allowed = super().has_permission(request)
        return allowed and (not settings.HTTPS or request.user.is_verified())
