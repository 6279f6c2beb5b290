"""The claim guard in the staff area: the list of words, what may stand, and everything live that has to be mended."""

from django.contrib import admin, messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import path

from core.admin import HouseAdmin
from core.pagination import page_of
from core.publishable import Publishable
from core.uses import whole_of
from products import guard
from products.models import ClaimWaiver, ClaimWord


@admin.register(ClaimWord)
class ClaimWordAdmin(HouseAdmin):
    """Owners keep this list; changes hold at once."""

    list_display = ["phrase", "group", "reach", "why"]
    list_filter = ["group", "reach"]
    search_fields = ["phrase", "why"]


@admin.register(ClaimWaiver)
class ClaimWaiverAdmin(HouseAdmin):
    """What an Owner let stand, and why. Taking a row away makes a finding of it again."""

    list_display = ["words", "product", "sentence", "reason", "waived_by", "waived_at"]
    list_filter = [("product", admin.RelatedOnlyFieldListFilter)]  # thousands of others have nothing to list
    readonly_fields = ["words", "product", "sentence", "waived_by", "waived_at"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("product", "waived_by")
        for model in guard.guarded_models():
            if not self.may_look_at(request, model):
                public = (
                    model._default_manager.published()
                    if issubclass(model, Publishable)
                    else model._default_manager.none()
                )
                rows = rows.exclude(~Q(about_id__in=public.values("pk")), about_model=model._meta.label_lower)
        return rows

    def may_look_at(self, request, model, instance=None) -> bool:
        """Whether the staff area shows this person that kind of text, or this one text."""
        room = self.admin_site._registry.get(model)
        name = f"{model._meta.app_label}.{get_permission_codename('view', model._meta)}"
        return room.has_view_permission(request, instance) if room else request.user.has_perm(name)

    def may_read(self, request, instance) -> bool:
        """What readers see now everybody may read; else whoever may look at the text itself, or at its whole."""
        whole = whole_of(instance)
        return (isinstance(whole, Publishable) and whole.is_published()) or self.may_look_at(
            request, type(whole), whole
        )

    def has_add_permission(self, request):
        return False  # a waiver begins at a finding

    def get_urls(self):
        own = path("open/", self.admin_site.admin_view(self.findings), name="products_claim_findings")
        return [own, *super().get_urls()]

    def findings(self, request):
        """What promises too much in one text (?model= &pk=) or in everything live; an Owner's reason lets it stand."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = request.POST if request.method == "POST" else request.GET
        text = guard.text_in(*(asked.get(name, "").replace("\x00", "") for name in ("model", "pk")))
        if text and not self.may_read(request, text):
            raise PermissionDenied
        may_waive = request.user.has_perm("products.add_claimwaiver")
        if request.method == "POST":
            if not may_waive:
                raise PermissionDenied
            return self.let_stand(request, text)
        every = guard.found_in(text) if text else guard.all_open_findings()
        found = [one for one in every if self.may_read(request, one.instance)]
        context = {**self.admin_site.each_context(request), "title": "Sentences to mend", "text": text}
        context["text_url"] = guard.edit_url(text) if text else ""
        context |= {
            "page": page_of(request, found, 50),
            "may_waive": may_waive,
            "still": self.still_named(request, text),
        }
        return render(request, "admin/products/claim_findings.html", context)

    def still_named(self, request, text) -> list:
        """Below the list of everything live: texts that still name a product that was withdrawn."""
        mentions = () if text else guard.texts_naming_withdrawn()
        return [one for one in mentions if self.may_read(request, one.instance)]

    def let_stand(self, request, text):
        """Waives one finding; a sentence that changed meanwhile is no longer found and nothing happens."""
        key, reason = (request.POST.get(name, "").replace("\x00", "").strip()[:300] for name in ("key", "reason"))
        if not reason:
            messages.warning(request, "Please write the reason: why may this sentence stand?")
        elif text and guard.waive(text, key, reason, request.user):
            messages.success(request, "The sentence may stand. The reason is kept.")
        else:
            messages.warning(request, "That sentence is not found any more: somebody has changed it.")
        return redirect(request.get_full_path())
