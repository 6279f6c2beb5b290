"""AtomFeed: what every feed of the house has in common. What is in one stands in the room it belongs to."""

import re
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed

from core.addresses import lasting_id

BEFORE_EVERYTHING = datetime(2026, 1, 1, tzinfo=UTC)  # the date of an empty feed: it must not change with every look
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fit_for_xml(value):
    """A text without the signs that no XML may hold; Django would answer with an error instead of the feed."""
    return _NOT_IN_XML.sub("", value) if isinstance(value, str) else value


class HouseAtom(Atom1Feed):
    """Atom that is valid whatever stands in a title, and the same as long as nothing changes."""

    def __init__(self, *args, **kwargs):
        words = {name: fit_for_xml(value) for name, value in kwargs.items()}
        super().__init__(*map(fit_for_xml, args), **words)

    def add_item(self, *args, **kwargs):
        """What was never changed was changed last when it appeared: Atom asks for that date of every entry."""
        kwargs["updateddate"] = kwargs.get("updateddate") or kwargs.get("pubdate")
        super().add_item(*map(fit_for_xml, args), **{name: fit_for_xml(value) for name, value in kwargs.items()})

    def latest_post_date(self):
        return super().latest_post_date() if self.items else BEFORE_EVERYTHING


class AtomFeed(Feed):
    """A feed with a name that lasts: `kind` and `lasting_pk()` say of what, and both stay when an address changes."""

    feed_type = HouseAtom
    author_name = settings.SITE_NAME
    kind = "feeds"

    def __call__(self, request, *args, **kwargs):
        """Only the ETag tells what a reader has: a date would say "nothing new" when something was withdrawn."""
        response = super().__call__(request, *args, **kwargs)
        del response["Last-Modified"]
        return response

    def feed_guid(self, obj):
        return lasting_id(self.kind, self.lasting_pk(obj))

    def lasting_pk(self, obj):
        raise NotImplementedError
