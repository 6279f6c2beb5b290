"""Panels and cards of articles for other pages. A page that has read a panel already hands it over in its context."""

from urllib.parse import urlencode

from django import template
from django.db.models import prefetch_related_objects
from django.urls import reverse

from articles import jsonld, reading
from articles.article import Article
from articles.author import Author
from articles.blocks import ExerciseBlock, ProductBlock
from articles.revision import Revision
from core.addresses import absolute
from core.templatetags.house import json_ld
from topics.models import to_offer

register = template.Library()


@register.inclusion_tag("articles/_recommendation.html", takes_context=True)
def recommendation(context, topics):
    """ "Here's what I recommend" and "From our shelf", each at most once; no product when `hide_selling` says so."""
    if "recommendations" in context:
        return {"recommendations": context["recommendations"]}
    found = reading.recommendations_for(topics, context.get("hide_selling", False))
    prefetch_related_objects([picture for one in found for picture in one.pictures if picture], "renditions")
    return {"recommendations": found}


@register.inclusion_tag("articles/_did_you_know.html", takes_context=True)
def did_you_know(context, topics):
    """One fact of the topics, with a link to the article that explains it. One query."""
    return {"fact": context["fact"] if "fact" in context else reading.fact_for(topics)}


@register.inclusion_tag("articles/_related.html", takes_context=True)
def related_articles(context, topics):
    """Titles of up to three live articles of the topics. One query."""
    article = context.get("article")
    return {"related": context["related"] if "related" in context else reading.related_to(article, topics)}


@register.inclusion_tag("articles/_cards.html")
def topic_articles(topic, number=6, heading="h3"):
    """Cards of the newest articles of a topic, and a link to all when there are more. Three queries."""
    found = list(Revision.objects.published().of_topics([topic]).for_cards()[: number + 1])
    return {"revisions": found[:number], "more": len(found) > number, "topic": topic, "heading": heading}


@register.simple_tag
def latest_articles(number=3):
    """The newest live texts, ready for articles/_card.html."""
    return list(Revision.objects.published().for_cards()[:number])


@register.simple_tag
def most_useful_topics():
    """Names of the topics to offer where there are too many to offer all. One query."""
    return {topic.name for topic in to_offer(reading.topics_by_articles())}


@register.inclusion_tag("articles/_used_in.html")
def articles_using(exercise, number=6):
    """Live texts that show an exercise. One query."""
    texts = ExerciseBlock.objects.filter(exercise=exercise).order_by().values("parent")
    return {
        "revisions": Revision.objects.published().filter(pk__in=texts).newest_first().select_related("article")[:number]
    }


@register.simple_tag
def ask_address(author, article):
    """The ask form that knows author and article; "" for an author who has left."""
    query = urlencode({"article": article.slug, "author": author.slug})
    return "" if author.left_on else f"/questions/ask/?{query}"


@register.simple_tag
def article_crumbs(topics):
    """The way back from an article: all articles, then its first topic."""
    first = [(topics[0].name, topics[0].get_absolute_url())] if topics else []
    return [("Articles", reverse("articles:list")), *first]


@register.simple_tag
def share_picture(revision):
    """The whole address of the card with the title; each text has its own, so that a changed title is noticed."""
    return f"{absolute(reverse('share', args=[revision.article.slug]))}?v={revision.pk}"


@register.simple_tag(takes_context=True)
def article_json_ld(context):
    """What search engines are told about the page."""
    return json_ld(jsonld.of_article(context.flatten()))


@register.simple_tag
def author_json_ld(author):
    """What search engines are told about an author."""
    return json_ld(jsonld.of_author(author))


@register.inclusion_tag("articles/_topic_authors.html")
def topic_authors(topic, number=5):
    """Who writes about a topic: authors of its live articles, for its hub. One query."""
    live = Article.objects.published().filter(topics=topic).order_by()
    return {"topic": topic, "authors": Author.objects.at_work().filter(articles__in=live).distinct()[:number]}


@register.simple_tag
def articles_showing(product, number=4):
    """Live texts with the card of a product, the newest first. One query."""
    texts = ProductBlock.objects.filter(product=product).order_by().values("parent")
    return Revision.objects.published().filter(pk__in=texts).newest_first().select_related("article")[:number]
