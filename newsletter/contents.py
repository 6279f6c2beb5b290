"""What an issue says today: the picked things as readers can open them now. For the letter and for the archive."""

import re
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils import timezone

from articles.models import RecipeBlock, Revision
from core.addresses import absolute
from core.text import excerpt

PICTURE_WIDTH = 640  # pixels of the JPEG in a letter
OWN_LINK = re.compile(r'href="/(?!/)')


class LetterPicture(NamedTuple):
    """A picture with a whole address; `width` and `height` are those of the file."""

    url: str
    width: int
    height: int
    alt: str


class Entry(NamedTuple):
    """A picked thing. `kind` in a reader's word; `meta` may be empty; `picture` a LetterPicture or None."""

    kind: str
    title: str
    text: str
    url: str
    meta: str = ""
    picture: LetterPicture | None = None


class Contents(NamedTuple):
    """Everything of a letter but the links of its receiver."""

    subject: str
    greeting: str
    entries: list
    fact: object
    fact_url: str
    product: object
    product_picture: LetterPicture | None
    archive_url: str


def contents_of(issue) -> Contents:
    """Reads an issue once. What was withdrawn since it was picked is left out."""
    fact = issue.fact if issue.fact and issue.fact.is_published() else None
    product = issue.product if issue.product and issue.product.is_published() else None
    if product:
        prefetch_related_objects([product], "packs", "picture__renditions")
    explained = fact.article if fact and fact.article and fact.article.is_published() else None
    return Contents(
        subject=issue.subject,
        greeting=OWN_LINK.sub(f'href="{settings.SITE_URL}/', issue.greeting),
        entries=entries_of(issue),
        fact=fact,
        fact_url=absolute(explained.get_absolute_url()) if explained else "",
        product=product,
        product_picture=letter_picture(product.picture) if product else None,
        archive_url=absolute(issue.get_absolute_url()),
    )


def entries_of(issue) -> list[Entry]:
    """The picked things that are live, in their order."""
    return [entry for _pick, entry in picked_by(issue) if entry]


def left_out_of(issue) -> list[str]:
    """The names of picked things that readers will not be able to open when the letter leaves."""
    at = max(issue.send_at or timezone.now(), timezone.now())
    return [name_of(pick) for pick, entry in picked_by(issue, at) if not entry]


def name_of(pick) -> str:
    """As colleagues know it: a text that is not live has the title of its newest version."""
    if pick.article:
        newest = Revision.objects.filter(article=pick.article).order_by("-number").first()
        return newest.title if newest else pick.article.slug
    return str(pick.question or pick.recipe.name)


def picked_by(issue, at=None) -> list[tuple]:
    """(Pick, Entry or None when readers cannot open it at a moment, by default now), in their order."""
    picks = list(issue.picks.select_related("article", "recipe__parent__article", "question"))
    articles = {pick.article_id or (pick.recipe and pick.recipe.parent.article_id) for pick in picks} - {None}
    live = Revision.objects.published(at).filter(article__in=articles).for_cards()
    revisions = {revision.article_id: revision for revision in live}
    recipes = recipes_in(revisions) if any(pick.recipe_id for pick in picks) else {}
    return [(pick, entry_of(pick, revisions, recipes, at)) for pick in picks]


def recipes_in(revisions) -> dict:
    """{number of the article: its recipes as readers see them now}."""
    article_of, found = {revision.pk: article for article, revision in revisions.items()}, {}
    for recipe in RecipeBlock.objects.filter(parent__in=article_of):
        found.setdefault(article_of[recipe.parent_id], []).append(recipe)
    return found


def entry_of(pick, revisions, recipes, at=None) -> Entry | None:
    """One picked thing; None when readers cannot open it."""
    if pick.question:
        return question_entry(pick.question) if pick.question.is_published(at) else None
    revision = revisions.get(pick.article_id or pick.recipe.parent.article_id)
    if revision is None:
        return None
    if pick.recipe is None:
        return article_entry(revision)
    recipe = as_it_is_now(pick.recipe, recipes.get(revision.article_id, ()))
    return recipe_entry(recipe, revision) if recipe else None


def as_it_is_now(picked, recipes):
    """The recipe in the text readers see now: the copy of the one that was picked, else the one of its name, or None."""
    copies = [one for one in recipes if (one.origin or one.pk) == (picked.origin or picked.pk)]
    return next(iter(copies + [one for one in recipes if one.name == picked.name]), None)


def article_entry(revision) -> Entry:
    """An article with its summary and picture."""
    url = absolute(revision.get_absolute_url())
    return Entry("Article", revision.title, revision.summary, url, picture=letter_picture(revision.lead_picture))


def recipe_entry(recipe, revision) -> Entry:
    """A recipe of a live article, with the ingredients in one line."""
    meta = f"Serves {recipe.serves} · {recipe.minutes} minutes"
    text = excerpt(" · ".join(recipe.ingredient_list), 180)
    url = absolute(f"{revision.get_absolute_url()}#recipe-{recipe.pk}")
    return Entry("Recipe", recipe.name, text, url, meta, letter_picture(revision.lead_picture))


def question_entry(question) -> Entry:
    """A question with the beginning of its answer."""
    return Entry("Question", question.title, question.beginning(), absolute(question.get_absolute_url()))


def letter_picture(picture) -> LetterPicture | None:
    """The JPEG that suits a letter: about PICTURE_WIDTH wide, else the original."""
    if picture is None:
        return None
    alt = "" if picture.decorative else picture.alt
    fitting = [one for one in picture.renditions.all() if one.format == "jpg" and one.width <= PICTURE_WIDTH]
    chosen = max(fitting, key=lambda one: one.width, default=picture)
    return LetterPicture(urljoin(f"{settings.SITE_URL}/", chosen.file.url), chosen.width, chosen.height, alt)
