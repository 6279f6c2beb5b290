"""Atom feeds: all articles, and those of a topic. Kept like any reading page, so readers' programs get a 304."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import escape

from articles.revision import Revision
from core.addresses import absolute, lasting_id
from core.feeds import AtomFeed
from core.pagecache import public_page
from topics.models import Topic

MOST = 20


class ArticleFeed(AtomFeed):
    """The newest articles. Addresses are made from SITE_URL, never from the Host header."""

    title = "Kneesite: articles"
    subtitle = "Short reads on how joints work, what makes them sore, and what you can do yourself."

    def lasting_pk(self, _obj):
        return "articles"

    def link(self):
        return absolute(reverse("articles:list"))

    def feed_url(self):
        return absolute(reverse("articles:feed"))

    def revisions(self):
        return Revision.objects.published().newest_first().select_related("article")

    def items(self):
        return self.revisions().prefetch_related("article__authors")[:MOST]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return escape(item.summary)  # the words stand in Atom as HTML

    def item_link(self, item):
        return absolute(item.get_absolute_url())

    def item_guid(self, item):
        return lasting_id("articles", item.article_id)

    def item_pubdate(self, item):
        return item.first_live_at

    def item_updateddate(self, item):
        return item.goes_live_at

    def item_author_name(self, item):
        return ", ".join(author.name for author in item.article.authors.all()) or None


class TopicFeed(ArticleFeed):
    """The newest articles of one topic."""

    kind = "feeds/topics"

    def get_object(self, request, slug):
        return get_object_or_404(Topic, slug=slug)

    def lasting_pk(self, topic):
        return topic.pk

    def title(self, topic):
        return f"Kneesite: {topic.name}"

    def subtitle(self, topic):
        return topic.summary

    def link(self, topic):
        return absolute(topic.get_absolute_url())

    def feed_url(self, topic):
        return absolute(reverse("articles:topic_feed", args=[topic.slug]))

    def items(self, topic):
        return self.revisions().of_topics([topic]).prefetch_related("article__authors")[:MOST]


articles = public_page(ArticleFeed())
topic = public_page(TopicFeed())
