"""The edit page of a text and the list "Articles"."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.urls import reverse
from django.utils import timezone
from js_asset import Media, Script

from articles.admin.beside import beside_the_form
from articles.admin.blocks import BLOCK_INLINES, ReferenceInline
from articles.admin.buttons import APPROVE, STEPS
from articles.admin.pages import PagesBesideTheText
from articles.admin.revision_form import ARTICLE_FIELDS, RevisionForm
from articles.article import Article
from articles.revision import Revision
from articles.worklists import WORKLISTS
from core.admin import HouseContentEditor

SHELF = "The article"
SHOWN = ["address", "written_by", "about", "sells_nothing"]


class NewestOnly(ChangeList):
    """One row for each article, unless a worklist says which text it means."""

    def get_queryset(self, request, exclude_parameters=None):
        found = super().get_queryset(request, exclude_parameters)
        return found if request.GET.get("waits") in WORKLISTS else found.newest_of_each_article()


class Waits(admin.SimpleListFilter):
    """The lists of the staff home."""

    title = "what waits"
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return [(name, words) for name, (words, _) in WORKLISTS.items()]

    def queryset(self, request, revisions):
        if self.value() not in WORKLISTS:
            return revisions
        return revisions.filter(pk__in=WORKLISTS[self.value()][1](request.user).order_by().values("pk"))


@admin.register(Revision)
class RevisionAdmin(PagesBesideTheText, HouseContentEditor):
    """The text with its blocks, and beside it what can be done next."""

    form = RevisionForm
    change_form_template = "admin/articles/revision/change_form.html"
    inlines = [*BLOCK_INLINES, ReferenceInline]
    transitions = STEPS
    list_display = ["title", "state", "written_by", "about", "review_due", "rating"]
    list_filter = [Waits, "article__topics"]
    search_fields = ["title", "summary", "article__slug"]
    autocomplete_fields = ["lead_picture", "reviewer"]
    ordering = ["-changed_at"]
    actions = None
    view_on_site = False  # the page links to what is live, and to the preview of what is not
    save_on_top = False  # the row of buttons stays in view at the foot
    fieldsets = [
        ("Text", {"fields": ["title", "summary", "lead_picture"]}),
        (SHELF, {"fields": [*ARTICLE_FIELDS]}),
        ("Review", {"fields": ["reviewer", "reviewed_on", "next_review_on"]}),
        ("When readers see it", {"fields": ["planned_for", "retires_at"]}),
        ("What changed", {"fields": ["change_title", "change_note", "raised_to_major"]}),
    ]

    class Media:
        css = {"all": ["css/editing.css"]}
        js = [Script("js/editing.js", type="module")]

    def get_changelist(self, request, **kwargs):
        return NewestOnly

    def get_queryset(self, request):
        found = super().get_queryset(request).select_related("article", "reviewer", "changed_by", "lead_picture")
        return found.with_scores().with_neighbours().prefetch_related("article__authors", "article__topics")

    def has_change_permission(self, request, obj=None):
        """An approved text stays as it is; an author changes their own texts only."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.pk is None or (not obj.is_approved and may_write(request.user, obj)))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and obj is not None and not obj.is_approved and may_write(request.user, obj)

    def deleted_with(self, objs):
        """The article of its only text, see Revision.delete()."""
        return [one.article for one in objs if one.article.revisions.count() == 1]

    def may_do(self, request, obj, transition):
        """An author proposes and revises their own texts; the rest is by permission."""
        allowed = self.has_view_permission(request, obj) and request.user.has_perm(transition.permission)
        return allowed and (transition.permission == APPROVE or may_write(request.user, obj))

    def get_inlines(self, request, obj):
        """An approved text is shown as readers read it: the block editor knows no reading only."""
        fixed = obj is not None and obj.pk and not self.has_change_permission(request, obj)
        return [] if fixed else self.inlines

    def _content_editor_media(self, request, context):
        return super()._content_editor_media(request, context) if context.get("inline_admin_formsets") else Media()

    def get_fieldsets(self, request, obj=None):
        """Who may not change the article's own fields, or looks at an approved text, sees them in words."""
        if self.may_shelve(request, obj):
            return self.fieldsets
        return [(name, {"fields": SHOWN if name == SHELF else options["fields"]}) for name, options in self.fieldsets]

    def get_readonly_fields(self, request, obj=None):
        return [] if self.may_shelve(request, obj) else SHOWN

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.may_shelve = self.may_shelve(request, obj)
        return form

    def may_shelve(self, request, obj):
        """Address, authors and topics of an article that readers know are for those who approve."""
        if obj is None:
            return True
        if not self.has_change_permission(request, obj):
            return False
        return request.user.has_perm(APPROVE) or not (obj.live_since or obj.gone_at)

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            obj.article = Article.objects.create(slug=form.cleaned_data["slug"])
            obj.number, obj.created_by, obj.changed_by = 1, request.user, request.user
            obj.save()
        keep_article(request, obj.article, form)

    def also_saved(self, obj):
        return ["next_review_on"]  # made from the day of the review when it was left empty

    def save_related(self, request, form, formsets, change):
        """Who really changed something is the last one who changed it; a save without a change is none."""
        if set(form.changed_data) - {"loaded_version"} or any(formset.has_changed() for formset in formsets):
            text = form.instance
            text.changed_by, text.changed_at = request.user, timezone.now()
            text.writers = sorted({*text.writers, request.user.pk})
            text.save(update_fields=["changed_by", "changed_at", "writers"])
        super().save_related(request, form, formsets, change)

    def render_change_form(self, request, context, *args, **kwargs):
        obj = kwargs.get("obj")
        if obj is not None and obj.pk:
            context.update(beside_the_form(obj, context))
            context["revision_buttons"] = self.buttons(request, obj)
        return super().render_change_form(request, context, *args, **kwargs)

    def buttons(self, request, obj):
        """What this person can do next, for the template."""
        return [
            {
                "name": step.name,
                "label": step.label_for(obj),
                "url": reverse("admin:articles_revision_do", args=[obj.pk, step.name]),
                "primary": step.primary,
                "asks": step.asks,
                "confirm": step.confirm,
            }
            for step in STEPS
            if self.may_do(request, obj, step) and step.when(request, obj)
        ]

    @admin.display(description="address")
    def address(self, obj):
        return obj.article.get_absolute_url()

    @admin.display(description="nothing is sold beside it", boolean=True)
    def sells_nothing(self, obj):
        return obj.article.hide_selling

    @admin.display(description="state")
    def state(self, obj):
        return obj.state_sentence

    @admin.display(description="authors")
    def written_by(self, obj):
        return ", ".join(author.name for author in obj.article.authors.all()) or "—"

    @admin.display(description="topics")
    def about(self, obj):
        return ", ".join(topic.name for topic in obj.article.topics.all()) or "—"

    @admin.display(description="next review", ordering="next_review_on")
    def review_due(self, obj):
        return obj.next_review_on

    @admin.display(description="rating", ordering="rating_average")
    def rating(self, obj):
        return f"{obj.rating_average:.1f} ({obj.rating_count})" if obj.rating_count else "—"


def may_write(user, revision) -> bool:
    """Those who approve may write everywhere; an author in articles that name them or that they began."""
    if user.has_perm(APPROVE) or revision.created_by_id == user.pk:
        return True
    return revision.article.authors.filter(user=user).exists()


def keep_article(request, article, form):
    """Stores the article's own fields, as far as the form offered them."""
    data = form.cleaned_data
    offered = [name for name in ("slug", "hide_selling") if name in data and name in form.changed_data]
    for name in offered:
        setattr(article, name, data[name])
    if offered:
        article.save()
    authors = data.get("authors")
    if authors is not None and not authors and hasattr(request.user, "author") and not article.authors.exists():
        authors = [request.user.author]
    if authors is not None and set(authors) != set(article.authors.all()):
        article.authors.set(authors)
    if "topics" in data and set(data["topics"]) != set(article.topics.all()):
        article.topics.set(data["topics"])
        article.save()
