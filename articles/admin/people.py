"""Authors, and the shelf marks of articles as far as other pages look them up."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from articles.admin.blocks import HTTPS_ASSUMED
from articles.article import Article
from articles.author import Author
from core.admin import HouseAdmin


@admin.register(Author)
class AuthorAdmin(HouseAdmin):
    """The people readers see."""

    list_display = ["name", "role", "qualifications", "is_advisor", "left_on"]
    search_fields = ["name", "role", "qualifications"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = HTTPS_ASSUMED
    autocomplete_fields = ["portrait", "user"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "role", "portrait"]}),
        ("Why readers can trust them", {"fields": ["qualifications", "bio", "interests"]}),
        ("Elsewhere", {"fields": ["handle", "profile_url"]}),
        ("Here", {"fields": ["user", "is_advisor", "left_on"]}),
    ]


@admin.register(Article)
class ArticleAdmin(HouseAdmin):
    """Only for choosing an article on other pages; articles are edited under "Articles", where its addresses lead."""

    search_fields = ["slug", "revisions__title"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_titles()

    def has_module_permission(self, request):
        return False

    def changelist_view(self, request, extra_context=None):
        """The list of articles is that of their texts."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:articles_revision_changelist")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """To look at an article is to look at its newest text."""
        article = self.get_object(request, object_id) if self.has_view_permission(request) else None
        newest = article.revisions.order_by("-number").first() if article else None
        if newest is None or request.method != "GET":
            return super().change_view(request, object_id, form_url, extra_context)
        return redirect("admin:articles_revision_change", newest.pk)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_revision")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
