"""The form of the edit page: the text's own fields, and those of its article, which are the same for all its texts."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from articles.article import Article
from articles.author import Author
from articles.revision import Revision
from core.admin import VersionedForm
from core.choosing import CarefulSelectMultiple
from core.slugs import SlugField, refuse_reserved
from topics.models import Topic

BROUGHT_BACK = "These are the words your browser kept. Nothing is saved yet: look through them, then save."
ARTICLE_FIELDS = ("slug", "authors", "topics", "hide_selling")


def several(name, model, **options):
    """A field to pick several authors or topics of an article, with search."""
    widget = CarefulSelectMultiple(Article._meta.get_field(name), admin.site)
    return forms.ModelMultipleChoiceField(model.objects.all(), required=False, widget=widget, **options)


class RevisionForm(VersionedForm):
    """Carries slug, authors, topics and `hide_selling` of the article."""

    may_shelve = True  # the admin sets it for each request

    slug = SlugField().formfield(
        required=False,
        validators=[refuse_reserved],
        help_text="The last part of the web address. Leave it empty to have it made from the title. Changing it later "
        "is safe: the old address leads to the new one.",
    )
    authors = several("authors", Author)
    topics = several("topics", Topic, help_text="The first place decides the breadcrumb. One to three are enough.")
    hide_selling = Article._meta.get_field("hide_selling").formfield(required=False)

    class Meta:
        model = Revision
        fields = "__all__"  # the fieldsets of the admin choose

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.may_shelve:
            for name in ARTICLE_FIELDS:
                del self.fields[name]
        elif self.instance.pk:
            article = self.instance.article
            self.initial |= {
                "slug": article.slug,
                "authors": list(article.authors.all()),
                "topics": list(article.topics.all()),
                "hide_selling": article.hide_selling,
            }

    def clean(self):
        """Words kept in a browser come back into the form to be looked at; they are not saved yet."""
        cleaned = super().clean()
        if "_bring_back" in self.data:
            self.add_error(None, ValidationError(BROUGHT_BACK, code="brought back"))
        reviewer, authors = cleaned.get("reviewer"), cleaned.get("authors")
        if reviewer and authors is not None and reviewer in authors:
            self.add_error("reviewer", "Somebody other than the author must review it.")
        return cleaned

    def _refuse_if_outdated(self):
        """Whoever has compared both texts may say so and save theirs: the version they compared with must still be there."""
        taken_over = self.data.get("taken_over", "")
        if taken_over:
            self.data = self.data.copy()
            self.data["loaded_version"] = taken_over
        super()._refuse_if_outdated()

    def clean_slug(self):
        slug = self.cleaned_data.get("slug") or ""
        taken = Article.objects.exclude(pk=self.instance.article_id)
        if slug:
            if taken.filter(slug=slug).exists():
                raise ValidationError("Another article has this address already. Please choose another one.")
            return slug
        return free_slug(self.data.get("title", ""), taken)


def free_slug(title: str, taken) -> str:
    """An address made from a title; with a number when another article has it."""
    base = slugify(title[:200])[:100].strip("-") or "article"
    names = set(taken.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" if number > 1 else base for number in range(1, len(names) + 2))
    return next(name for name in numbered if name not in names)
