"""Redirects in the staff area: only to pages of ours or to whole addresses elsewhere, without detours and circles."""

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

    def clean(self):
        """Leads to the end at once where the new address is an old one itself."""
        super().clean()
        new = self.cleaned_data.get("new_path")
        others = Redirect.objects.exclude(pk=self.instance.pk)
        if further := others.filter(old_path=new).first() if new else None:
            self.cleaned_data["new_path"] = new = further.new_path
        if new and new == self.cleaned_data.get("old_path"):
            raise forms.ValidationError("These two addresses would lead to each other for ever. Choose another one.")


admin.site.unregister(Redirect)


@admin.register(Redirect)
class HouseRedirectAdmin(RedirectAdmin):
    """Old addresses and where they lead; empty means: gone."""

    form = RedirectForm

    def save_model(self, request, obj, form, change):
        """What led to the old address leads to the new one from now on."""
        super().save_model(request, obj, form, change)
        Redirect.objects.filter(site_id=obj.site_id, new_path=obj.old_path).update(new_path=obj.new_path)
