"""The Atom feed of published questions."""

from django.conf import settings
from django.utils.html import escape

from advisor.models import Question
from core.addresses import absolute, lasting_id
from core.feeds import AtomFeed
from core.pagecache import public_page

NEWEST = 20


class QuestionFeed(AtomFeed):
    """The newest answers. Absolute addresses come from SITE_URL."""

    title = f"{settings.SITE_NAME}: questions and answers"
    subtitle = "The newest answers about muscles and joints."

    def lasting_pk(self, _obj):
        return "questions"

    def link(self):
        return absolute("/questions/")

    def feed_url(self):
        return absolute("/questions/feed/")

    def items(self):
        return Question.objects.published().select_related("advisor").newest()[:NEWEST]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return escape(item.excerpt)  # the words stand in Atom as HTML

    def item_link(self, item):
        return absolute(item.get_absolute_url())

    def item_guid(self, item):
        return lasting_id("questions", item.pk)

    def item_author_name(self, item):
        return item.advisor.name

    def item_pubdate(self, item):
        return item.goes_live_at

    def item_updateddate(self, item):
        return item.goes_live_at


feed = public_page(QuestionFeed())
