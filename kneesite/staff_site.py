"""The staff area: its name, its log-in (a second factor when HTTPS is on) and how often a log-in may be tried."""

from django.conf import settings
from django.contrib import admin
from django.shortcuts import render
from django_otp.admin import OTPAdminAuthenticationForm

from core import ratelimit
from kneesite.staff_home import todo_lists

TRIES = 20  # an hour and account, from all addresses together; axes stops five from one address
HOUR = 3600


class StaffSite(admin.AdminSite):
    """The admin of Kneesite."""

    site_header = "Kneesite"
    site_title = "Kneesite staff"
    index_title = "What would you like to do?"

    if settings.HTTPS:
        login_form = OTPAdminAuthenticationForm
        login_template = "otp/admin111/login.html"

    def has_permission(self, request):
        """Staff only; with HTTPS on, only after the second factor."""
        allowed = super().has_permission(request)
        return allowed and (not settings.HTTPS or request.user.is_verified())

    def index(self, request, extra_context=None):
        """Django's index with what waits for this person on top."""
        return super().index(request, {"todo_lists": todo_lists(request.user), **(extra_context or {})})

    def login(self, request, extra_context=None):
        """Django's log-in behind a limit per account: a pause, never a permanent lock."""
        if request.method == "POST":
            name = request.POST.get("username", "").strip().lower()[:150]
            verdict = ratelimit.allow("staff log-in", name, TRIES, HOUR)
            if not verdict.allowed:
                response = render(request, "429.html", {"retry_after": verdict.retry_after}, status=429)
                response["Retry-After"] = str(verdict.retry_after)
                return response
        return super().login(request, extra_context)
