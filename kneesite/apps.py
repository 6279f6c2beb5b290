"""The roof as an installed app, and the staff area as the site of the admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.flatpages.apps import FlatPagesConfig


class KneesiteConfig(AppConfig):
    """The roof has commands and pages but no models."""

    name = "kneesite"

    def ready(self):
        from kneesite import claim_texts, found

        claim_texts.register()
        found.register()


class AboutPagesConfig(FlatPagesConfig):
    """Django's flat pages under the name that editors know them by."""

    verbose_name = "Pages about us"


class StaffAdminConfig(AdminConfig):
    """Django's admin with our own site, so that every app registers as usual."""

    default_site = "kneesite.staff_site.StaffSite"
