"""The about pages: Django's flat pages, written with the prose editor, cleaned at every save, kept like any page."""

from copy import copy

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.flatpages.models import FlatPage
from django.contrib.flatpages.views import flatpage
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from core.admin import HouseAdmin, VersionedForm
from core.changes import announce
from core.pagecache import public_page
from core.sanitiser import EXTENSIONS, clean_html

NAMES = "Pages about us"
ABOUT = ("/about/", "/about/how-we-work/", "/about/privacy/", "/about/accessibility/")


@public_page
def about(request, url):
    """One of the about pages."""
    return flatpage(request, url)


class PageForm(VersionedForm):
    """Only what an editor needs; the address of an about page is fixed."""

    content = ProseEditorFormField(
        label="text", config={"extensions": EXTENSIONS}, preset="configurable", widget=AdminProseEditorWidget
    )

    class Meta:
        model = FlatPage
        fields = ["title", "content"]


class PageList(ChangeList):
    """Under our name for it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.opts, self.title = self.model_admin.opts, NAMES


admin.site.unregister(FlatPage)


@admin.register(FlatPage)
class PageAdmin(HouseAdmin):
    """About us, how we work, privacy, accessibility. Nobody but a programmer knows what a flat page is."""

    names_in_lists = NAMES
    form = PageForm
    fieldsets = [(None, {"fields": ["title", "content"]})]
    list_display = ["title", "url"]

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        self.opts = copy(model._meta)  # the model itself is Django's, and so are its migrations
        self.opts.verbose_name, self.opts.verbose_name_plural = "page", NAMES

    def get_changelist(self, request, **kwargs):
        return PageList

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.content = clean_html(obj.content)
        super().save_model(request, obj, form, change)
        announce(obj)
