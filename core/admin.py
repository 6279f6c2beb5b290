"""Base classes of the staff area: saves only what was changed, refuses an outdated form, offers buttons for transitions."""

import hashlib

from content_editor.admin import ContentEditor
from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from core.choosing import CarefulChoices
from core.moments import DAY, MomentField
from core.uses import places_that_keep

SALT = "admin-version"
CHOOSE_AGAIN = "Nothing is saved yet. What you typed is still here; a file has to be chosen once more."


class NotNow(Exception):  # noqa: N818 (it is an answer, not a fault)
    """A transition that cannot be made any more or yet; its text is shown to the person who tried."""


def version_of(instance) -> str:
    """A fingerprint of what people can edit of a row, to notice that somebody else saved in between.

    Columns that jobs and buttons fill in do not count: nobody's text is in them.
    """
    fields = [field for field in instance._meta.concrete_fields if field.editable]
    values = [repr(field.value_from_object(instance)) for field in fields]
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:24]


class VersionedForm(forms.ModelForm):
    """Carries the version the form was made from. Saving over a newer one is refused with both texts shown."""

    loaded_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["loaded_version"] = signing.dumps(version_of(self.instance), salt=SALT)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and "loaded_version" in self.data:
            self._refuse_if_outdated()
        return cleaned

    def _refuse_if_outdated(self):
        rows = type(self.instance)._base_manager.filter(pk=self.instance.pk)
        if connection.in_atomic_block:
            rows = rows.select_for_update()  # of two who save at the same moment, the second waits here and is told
        saved = rows.first()
        try:
            loaded = signing.loads(self.data["loaded_version"], salt=SALT)
        except signing.BadSignature:
            loaded = ""
        if saved is None or loaded == version_of(saved):
            return
        changed = [field.label for field in self if field.name in self.changed_data and not field.is_hidden]
        self.add_error(None, ValidationError(
            "Somebody else saved this while you had it open. Your text is still in the form below; the saved one is in "
            "another tab when you open this page again. Compare, then copy what you need. Yours differs in: "
            + (", ".join(str(label) for label in changed) or "nothing") + ".",
            code="outdated",
        ))  # fmt: skip


def as_readers_see_it(name, label):
    """A row of a page that cannot be changed: the RichTextField `name` as readers see it, not its tags."""

    @admin.display(description=label, empty_value="-")
    def shown(obj):
        return mark_safe(getattr(obj, name))  # noqa: S308 (RichTextField sanitises at every save)

    shown.__name__ = f"{name}_shown"
    return shown


def with_rows(fieldsets, **rows):
    """The same fieldsets with other rows in the place of some fields: `with_rows(fieldsets, answer=ANSWER)`."""
    return [
        (title, {**options, "fields": [rows.get(name, name) for name in options["fields"]]})
        for title, options in fieldsets
    ]


class Transition:
    """A button on the change page. `do(request, obj)` acts and gives the sentence to show; raises NotNow to refuse.

    `when(request, obj)` says whether the button is offered and possible now; `label` may be a function of obj.
    Who may change the object may press it, or who has `permission` ("app.codename") where one is given.
    `sure`: with it the first press only opens `confirm` and a second button of this label, which acts.
    `confirm`: a sentence, or a function of obj that gives one.
    `not_you(request, obj)` gives a sentence to show in place of the button when it is for somebody else, or "".
    """

    def __init__(
        self, name, label, do, when=lambda request, obj: True, primary=False, confirm="", permission="",
        not_you=lambda request, obj: "", sure="",
    ):  # fmt: skip
        self.name, self.label, self.do, self.when = name, label, do, when
        self.primary, self.confirm, self.permission, self.not_you = primary, confirm, permission, not_you
        self.sure = sure

    def label_for(self, obj):
        return self.label(obj) if callable(self.label) else self.label

    def confirm_for(self, obj):
        return self.confirm(obj) if callable(self.confirm) else self.confirm


class TransitionsMixin:
    """Adds POST-only addresses `<pk>/do/<name>/` and draws their buttons (templates/admin/change_form_with_transitions.html)."""

    transitions: list[Transition] = []
    change_form_template = "admin/change_form_with_transitions.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_do"
        view = self.admin_site.admin_view(self.do_transition)
        return [path("<path:object_id>/do/<slug:transition>/", view, name=name), *super().get_urls()]

    def do_transition(self, request, object_id, transition):
        """One transition by POST; afterwards the change page with a sentence."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        obj = self.get_object(request, object_id)
        chosen = next((one for one in self.transitions if one.name == transition), None)
        if obj is None or chosen is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.may_do(request, obj, chosen):
            raise PermissionDenied
        back = self._change_url(obj)
        if not chosen.when(request, obj):
            messages.warning(
                request, "That is not possible now. Somebody may have been quicker; here is how it stands."
            )
            return HttpResponseRedirect(back)
        if sentence := chosen.not_you(request, obj):
            messages.warning(request, sentence)
            return HttpResponseRedirect(back)
        try:
            answer = chosen.do(request, obj)
        except NotNow as refusal:
            messages.warning(request, str(refusal))
            return HttpResponseRedirect(back)
        if isinstance(answer, HttpResponseRedirect):
            return answer
        self.log_change(request, obj, f"Button: {chosen.name}")
        messages.success(request, answer)
        return HttpResponseRedirect(back)

    def may_do(self, request, obj, transition) -> bool:
        """Whether this person may press the button at all."""
        if transition.permission:
            return self.has_view_permission(request, obj) and request.user.has_perm(transition.permission)
        return self.has_change_permission(request, obj)

    def render_change_form(self, request, context, *args, **kwargs):
        obj = kwargs.get("obj")
        if obj is not None and obj.pk:
            context["transitions"] = [
                {
                    "label": one.label_for(obj),
                    "url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_do", args=[obj.pk, one.name]),
                    "primary": one.primary,
                    "confirm": one.confirm_for(obj),
                    "sure": one.sure,
                    "not_you": one.not_you(request, obj),
                }
                for one in self.transitions
                if self.may_do(request, obj, one) and one.when(request, obj)
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def _change_url(self, obj):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])


class HouseAdmin(CarefulChoices, TransitionsMixin, admin.ModelAdmin):
    """Base of every admin page of ours."""

    form = VersionedForm
    save_on_top = True
    formfield_overrides = {
        models.DateTimeField: {"form_class": MomentField},
        models.DateField: {"error_messages": {"invalid": DAY}},
    }
    list_per_page = 50
    show_full_result_count = False
    delete_confirmation_template = "admin/delete_or_say_why_not.html"
    delete_selected_confirmation_template = "admin/delete_several_or_say_why_not.html"

    def get_fields(self, request, obj=None):
        """The version travels in the form but is no row of it; the template places it."""
        return [name for name in super().get_fields(request, obj) if name != "loaded_version"]

    def save_model(self, request, obj, form, change):
        """Writes only the columns the person changed, so that a colleague's work is not undone."""
        if not change:
            return super().save_model(request, obj, form, change)
        own = {field.name for field in obj._meta.concrete_fields}
        changed = [name for name in form.changed_data if name in own]
        obj.save(update_fields=[*changed, *self.also_saved(obj)])

    def render_change_form(self, request, context, *args, **kwargs):
        """A form that comes back with mistakes has lost its files: no browser sends a chosen file twice by itself."""
        if request.FILES:
            messages.warning(request, CHOOSE_AGAIN)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_view_on_site_url(self, obj=None):
        """Nothing as long as readers cannot open it."""
        public = getattr(obj, "is_published", None)
        return None if public and not public() else super().get_view_on_site_url(obj)

    def get_deleted_objects(self, objs, request):
        """What keeps them from being deleted is told as the places where they are used, each once, with a link."""
        objs = list(objs)
        *found, _ours_are_clearer = super().get_deleted_objects(objs, request)
        places = places_that_keep([*objs, *self.deleted_with(objs)])
        return *found, [format_html('<a href="{1}">{0}</a>', *place) if place[1] else place[0] for place in places]

    def deleted_with(self, objs) -> list:
        """What the model itself deletes together with these, beyond what the database knows."""
        return []

    def delete_queryset(self, request, queryset):
        """One by one: a bulk delete would tell neither the page cache nor the search index."""
        for obj in queryset:
            obj.delete()

    def also_saved(self, obj) -> list[str]:
        """Names of columns that the model itself fills in while saving (auto_now and the like)."""
        return [field.name for field in obj._meta.concrete_fields if getattr(field, "auto_now", False)]


class HouseContentEditor(HouseAdmin, ContentEditor):
    """HouseAdmin for a text made of blocks."""
