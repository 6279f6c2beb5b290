"""Writes the demo's articles with their blocks and references, as texts that have been live for a while; and their ratings."""

from datetime import timedelta

from articles.models import (
    Article,
    CareCardBlock,
    DosBlock,
    ExerciseBlock,
    PictureBlock,
    ProductBlock,
    QuoteBlock,
    Rating,
    RecipeBlock,
    Reference,
    TextBlock,
)
from kneesite.demo import files
from kneesite.demo.rows import lines, moment

BETWEEN_VOTES = timedelta(days=2)


def load(pictures, topics, authors, exercises, products) -> dict:
    """The articles of the demo by address."""
    library = {"picture": pictures, "exercise": exercises, "product": products}
    votes = files.read("ratings")
    found = {}
    for row in files.articles():
        article = Article.objects.filter(slug=row["slug"]).first()
        if article is None:
            article = written(row, pictures, topics, authors, library)
            rate(article, votes[row["slug"]])
        found[row["slug"]] = article
    return found


def written(row, pictures, topics, authors, library) -> Article:
    """A new article whose first text went live on its day."""
    draft = Article.objects.start(
        row["slug"],
        row["title"],
        summary=row["summary"],
        authors=[authors[slug] for slug in row["authors"]],
        topics=[topics[slug] for slug in row["topics"]],
        lead_picture=pictures[row["lead_picture"]],
        reviewer=authors[row["reviewer"]],
        reviewed_on=row["reviewed_on"],
        next_review_on=row["next_review_on"],
    )
    Article.objects.filter(pk=draft.article_id).update(hide_selling=row["hide_selling"])
    for number, block in enumerate(row["blocks"], start=1):
        make_block(draft, number * 10, block, library)
    for number, reference in enumerate(row["references"], start=1):
        Reference.objects.create(revision=draft, ordering=number, **reference)
    draft.bring_in_as_live(moment(row["published_on"]))
    return draft.article


def make_block(draft, ordering, row, library):
    """One row of the file as a block of its kind."""
    model, columns = MAKERS[row["kind"]]
    model.objects.create(parent=draft, region="main", ordering=ordering, **columns(row, library))


def pointed_at(kind):
    """Columns of a block that names one thing of a library."""
    return lambda row, library: {kind: library[kind][row[kind]]}


def picture_columns(row, library):
    return {
        "picture": library["picture"][row["picture"]],
        "alt": row.get("alt", ""),
        "caption": row.get("caption", ""),
    }


def recipe_columns(row, library):
    same = ("name", "serves", "minutes_prep", "minutes_cook", "allergens", "note")
    return {key: row[key] for key in same} | {"ingredients": lines(row["ingredients"]), "steps": lines(row["steps"])}


MAKERS = {
    "text": (TextBlock, lambda row, library: {"text": row["html"]}),
    "care_card": (
        CareCardBlock,
        lambda row, library: {"level": row["level"], "title": row["title"], "text": row["html"]},
    ),
    "dos": (DosBlock, lambda row, library: {"do": lines(row["do"]), "dont": lines(row["dont"])}),
    "quote": (QuoteBlock, lambda row, library: {"text": row["text"], "source": row["source"]}),
    "recipe": (RecipeBlock, recipe_columns),
    "picture": (PictureBlock, picture_columns),
    "exercise": (ExerciseBlock, pointed_at("exercise")),
    "product": (ProductBlock, pointed_at("product")),
}


def rate(article, scores):
    """Invented votes, one every other day from the first week on."""
    text = article.live_revision()
    days = [text.goes_live_at + number * BETWEEN_VOTES for number in range(1, len(scores) + 1)]
    Rating.objects.bulk_create(
        Rating(
            article=article,
            major_number=text.major_number,
            reader=f"demo-{number}",
            score=score,
            given_at=day,
            changed_at=day,
        )
        for number, (day, score) in enumerate(zip(days, scores, strict=True), start=1)
    )
