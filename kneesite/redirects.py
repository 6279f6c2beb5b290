"""Redirects in the staff area: only to pages of ours or to whole addresses elsewhere."""

import re

from django import forms
from django.contrib import admin
from django.contrib.redirects.admin import RedirectAdmin
from django.contrib.redirects.models import Redirect

TARGET = re.compile(r"^(/(?![/\\])|https?://[^/\s]+(/|$))")


class RedirectForm(forms.ModelForm):
    """Says in a sentence what an address looks like."""

    def clean_old_path(self):
        path = self.cleaned_data["old_path"]
        if not path.startswith("/") or path.startswith("//"):
            raise forms.ValidationError("The old address begins with one slash, as in /articles/old-name/.")
        return path

    def clean_new_path(self):
        path = self.cleaned_data["new_path"]
        if path and not TARGET.match(path):
            raise forms.ValidationError("Write an address of this site (/articles/name/) or a whole one (https://…).")
        return path


admin.site.unregister(Redirect)


@admin.register(Redirect)
class HouseRedirectAdmin(RedirectAdmin):
    """Old addresses and where they lead; empty means: gone."""

    form = RedirectForm
