"""The about pages: Django's flat pages, written with the prose editor, cleaned at every save, kept like any page."""

from django.contrib import admin
from django.contrib.flatpages.models import FlatPage
from django.contrib.flatpages.views import flatpage
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from core.admin import HouseAdmin, VersionedForm
from core.changes import announce
from core.pagecache import public_page
from core.sanitiser import EXTENSIONS, clean_html

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


admin.site.unregister(FlatPage)


@admin.register(FlatPage)
class PageAdmin(HouseAdmin):
    """About us, how we work, privacy, accessibility."""

    form = PageForm
    fieldsets = [(None, {"fields": ["title", "content"]})]
    list_display = ["title", "url"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.content = clean_html(obj.content)
        super().save_model(request, obj, form, change)
        announce(obj)
