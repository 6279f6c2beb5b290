"""Everything a reader's page of an article needs, in as few queries as possible. No request, no template."""

from datetime import date
from functools import cache
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects
from django.db.models.functions import JSONObject

from articles.article import Article
from articles.author import Author
from articles.fact import Fact
from articles.gathered import rows_of, with_packs
from articles.kinds import blocks_of, is_their_beginning
from articles.recommendation import Recommendation
from articles.reference import Reference
from articles.revision import Revision
from search.closeness import near_ids, place_of
from topics.models import Topic

MOST_RELATED = 3
LOOKED_THROUGH = 24  # recommendations of an article's topics


class Part(NamedTuple):
    """One thing that is drawn: a block, or consecutive exercises together. `first` numbers the exercises."""

    template: str
    block: object
    blocks: list
    first: int


@cache
def live_texts():
    """What is live at the moment of asking, ready to be read. Put together once: that takes longer than the query."""
    return to_read(Revision.objects.published())


def to_read(revisions):
    """A queryset of revisions, each with topics, references and fact gathered in: one query for all of it."""
    of_article = Article.topics.through.objects
    references = Reference.objects.all()
    return (
        revisions.for_reading()
        .prefetch_related(Prefetch("article__authors", Author.objects.select_related("portrait")))
        .annotate(
            topic_rows=rows_of(
                of_article, "article", "article", id="topic_id", name="topic__name", slug="topic__slug",
                order="topic__order", asks_for_care_card="topic__asks_for_care_card",
            ),
            reference_rows=rows_of(
                references, "pk", "revision", pk="pk", ordering="ordering", title="title", publisher="publisher",
                year="year", undated="undated", url="url", checked_on="checked_on",
            ),
            fact_row=Subquery(_facts_of_outer_article()),
        )
    )  # fmt: skip


def page_of_revision(revision) -> dict:
    """The context of the article page, for a revision read with to_read() (or None: None)."""
    blocks = [block for block in blocks_of(revision) if block.is_shown]
    topics = sorted((Topic(**row) for row in revision.topic_rows or []), key=lambda topic: (topic.order, topic.name))
    article, authors = revision.article, list(revision.article.authors.all())
    recommended = recommendations_for(topics, article.hide_selling, article)
    pictures = [revision.lead_picture, *(author.portrait for author in authors)]
    pictures += [block.picture_shown for block in blocks]
    pictures += [picture for one in recommended for picture in one.pictures]
    prefetch_related_objects([picture for picture in pictures if picture], "renditions")
    exercises = [block.exercise for block in blocks if block.kind == "exercise"]
    return {
        "revision": revision,
        "article": article,
        "authors": authors,
        "topics": topics,
        "lead": "" if is_their_beginning(revision.summary, blocks) else revision.summary,
        "references": references_of(revision),
        "parts": arranged(blocks),
        "exercises": exercises,
        "recipes": [block for block in blocks if block.kind == "recipe"],
        "hide_selling": article.hide_selling,
        "recommendations": recommended,
        "fact": revision.fact_row,
        "related": related_to(article, topics),
    }


def arranged(blocks) -> list[Part]:
    """Blocks in their order, consecutive exercises drawn as one part and numbered through the whole text."""
    parts, number = [], 1
    for block in blocks:
        if block.kind != "exercise":
            parts.append(Part(block.template_name, block, [block], 0))
            continue
        if parts and parts[-1].first and parts[-1].block.kind == "exercise":
            parts[-1].blocks.append(block)
        else:
            parts.append(Part(block.template_name, block, [block], number))
        number += 1
    return parts


def references_of(revision) -> list[Reference]:
    """The references of a revision read with to_read(), in their order."""
    rows = sorted(revision.reference_rows or [], key=lambda row: (row["ordering"], row["pk"]))
    for row in rows:
        row["checked_on"] = row["checked_on"] and date.fromisoformat(row["checked_on"])
    return [Reference(**row) for row in rows]


def recommendations_for(topics, hide_selling=False, article=None) -> list[Recommendation]:
    """At most two: the newest in an author's voice and the newest of our shelf. One query, without renditions."""
    if not topics:
        return []
    found = _live_recommendations().filter(topic__in=topics)
    found = found.exclude(article=article) if article else found
    found = found.without_products() if hide_selling else found
    voices = {}
    for one in with_packs(found[:LOOKED_THROUGH]):
        if one.may_be_shown:
            voices.setdefault(one.author_id is not None, one)
    return [voices[voice] for voice in (True, False) if voice in voices]


@cache
def _live_recommendations():
    """Newest first; put together once, like live_texts()."""
    return Recommendation.objects.published().pointing_at_live_things().for_panels().order_by("-goes_live_at", "-pk")


def fact_for(topics):
    """{"text", "source", "title", "slug"} of the newest fact of these topics, or None. One query."""
    fact = Fact.objects.published().of_topics(topics).with_article().first() if topics else None
    if fact is None:
        return None
    return {"text": fact.text, "source": fact.source, "title": fact.article_title, "slug": fact.article_slug}


def related_to(thing, topics) -> list[Revision]:
    """Live texts of the same topics that are close to an article or a question, as search prepared it. One query."""
    if not topics or thing is None:
        return []
    near = (thing._meta.label_lower, thing.pk, Article._meta.label_lower)
    others = Revision.objects.published().of_topics(topics).filter(article__in=near_ids(*near))
    others = others.annotate(near=Subquery(place_of(*near, OuterRef("article")))).order_by("near", "-pk")
    return list(others.select_related("article").only("title", "article__slug")[:MOST_RELATED])


def _facts_of_outer_article():
    """The newest fact that shares a topic with the article of the outer revision, as one JSON object."""
    of_revision = OuterRef(OuterRef(OuterRef("article")))  # through the fact and its topics out to the revision
    topics = Article.topics.through.objects.filter(article=of_revision).order_by().values("topic")
    shared = Fact.topics.through.objects.filter(fact=OuterRef("pk"), topic__in=topics)
    facts = Fact.objects.published().filter(Exists(shared)).exclude(article=OuterRef("article")).with_article()
    row = JSONObject(text="text", source="source", title="article_title", slug="article_slug")
    return facts.values(row=row)[:1]


def topics_by_articles():
    """All topics, each with `number`, how many live articles it has, and ranked by it. One query."""
    live = Q(articles__in=Revision.objects.published().order_by().values("article"))
    return Topic.objects.annotate(number=Count("articles", filter=live, distinct=True)).ranked_by("number")
