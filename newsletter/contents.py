"""What an issue says today: the picked things as readers can open them now. For the letter and for the archive."""

import re
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import prefetch_related_objects

from articles.models import Revision
from core.addresses import absolute
from core.text import excerpt, plain_text

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
    picks = list(issue.picks.select_related("article", "recipe__parent__article", "question"))
    articles = {pick.article_id or (pick.recipe and pick.recipe.parent.article_id) for pick in picks} - {None}
    live = Revision.objects.published().filter(article__in=articles).for_cards()
    revisions = {revision.article_id: revision for revision in live}
    return [entry for pick in picks if (entry := entry_of(pick, revisions))]


def entry_of(pick, revisions) -> Entry | None:
    """One picked thing; None when readers cannot open it."""
    if pick.question:
        return question_entry(pick.question) if pick.question.is_published() else None
    revision = revisions.get(pick.article_id or pick.recipe.parent.article_id)
    if revision is None:
        return None
    return recipe_entry(pick.recipe, revision) if pick.recipe else article_entry(revision)


def article_entry(revision) -> Entry:
    """An article with its summary and picture."""
    url = absolute(revision.get_absolute_url())
    return Entry("Article", revision.title, revision.summary, url, picture=letter_picture(revision.lead_picture))


def recipe_entry(recipe, revision) -> Entry:
    """A recipe of a live article, with the ingredients in one line."""
    meta = f"Serves {recipe.serves} · {recipe.minutes} minutes"
    text = excerpt(" · ".join(recipe.ingredient_list), 180)
    url = absolute(revision.get_absolute_url())
    return Entry("Recipe", recipe.name, text, url, meta, letter_picture(revision.lead_picture))


def question_entry(question) -> Entry:
    """A question with the beginning of its answer."""
    return Entry(
        "Question", question.title, excerpt(plain_text(question.answer), 180), absolute(question.get_absolute_url())
    )


def letter_picture(picture) -> LetterPicture | None:
    """The JPEG that suits a letter: about PICTURE_WIDTH wide, else the original."""
    if picture is None:
        return None
    alt = "" if picture.decorative else picture.alt
    fitting = [one for one in picture.renditions.all() if one.format == "jpg" and one.width <= PICTURE_WIDTH]
    chosen = max(fitting, key=lambda one: one.width, default=picture)
    return LetterPicture(urljoin(f"{settings.SITE_URL}/", chosen.file.url), chosen.width, chosen.height, alt)
