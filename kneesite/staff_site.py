"""The staff area: its name, its log-in (a second factor when HTTPS is on) and how often a log-in may be tried."""

import unicodedata

from django.conf import settings
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django_otp.admin import OTPAdminAuthenticationForm

from core import ratelimit
from kneesite.staff_home import todo_lists

TRIES = 20  # an hour and account, from all addresses together; axes stops five from one address
TRIES_OF_A_NETWORK = 60  # an hour, whatever the names: each try costs a password hash
AT_ONCE = 6  # tries of a network within ten seconds, so that hashing never stops the reading
HOUR = 3600
VIEW_ON_SITE = "r/<path:content_type_id>/<path:object_id>/"  # as Django has it, so that nothing reaches Django's own
LONGEST_PASSWORD = 256  # characters; more is no password but work for us


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

    def get_app_list(self, request, app_label=None):
        """Django's, where a model of Django's may have a name of ours."""
        groups = super().get_app_list(request, app_label)
        for group in groups:
            for line in group["models"]:
                line["name"] = getattr(self._registry[line["model"]], "names_in_lists", line["name"])
        return groups

    def get_urls(self):
        """The way to a public page is for those who may see the thing: its address tells the title, also of a draft."""
        ours = path(VIEW_ON_SITE, self.admin_view(self.view_on_site), name="view_on_site")
        return [ours, *super().get_urls()]

    def view_on_site(self, request, content_type_id, object_id):
        """After a look at the permission. Django's own would lead to a host out of a table; ours never leaves the site."""
        kind = ContentType.objects.filter(pk=content_type_id if content_type_id.isdecimal() else 0).first()
        desk = self._registry.get(kind and kind.model_class())
        if desk is None or not desk.has_view_permission(request):
            raise PermissionDenied
        thing = desk.get_object(request, object_id)
        if not hasattr(thing, "get_absolute_url"):
            raise Http404
        return HttpResponseRedirect(thing.get_absolute_url())

    def login(self, request, extra_context=None):
        """Django's log-in behind limits per account, per network and over all: a pause, never a permanent lock."""
        if request.method == "POST":
            name, password = request.POST.get("username", ""), request.POST.get("password", "")
            if len(name) > 150 or len(password) > LONGEST_PASSWORD:
                return pause(request, HOUR)
            for verdict in tries(request, name):
                if not verdict.allowed:
                    return pause(request, verdict.retry_after)
        return super().login(request, extra_context)


def tries(request, name):
    """The verdicts on one more try, the cheapest first. Spellings that Django takes for one name count as one."""
    same = unicodedata.normalize("NFKC", name).strip().casefold()
    network = ratelimit.network_of(request)
    yield ratelimit.allow("staff log-ins at once", network, AT_ONCE, 10)
    yield ratelimit.allow("staff log-ins from", network, TRIES_OF_A_NETWORK, HOUR)
    yield ratelimit.allow("staff log-in", same, TRIES, HOUR)


def pause(request, seconds):
    """Our page for "too often", which says when the next try can succeed."""
    response = render(request, "429.html", {"retry_after": seconds}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def locked_out(request, credentials, *args, **kwargs):
    """What axes answers after five failures from one address."""
    return pause(request, round(settings.AXES_COOLOFF_TIME * HOUR))
