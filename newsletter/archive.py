"""The letters that were sent, for everybody: list, one issue, feed."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape

from core.addresses import absolute, gone, lasting_id
from core.feeds import AtomFeed
from core.pagecache import public_page
from core.pagination import page_of
from core.text import excerpt, plain_text
from newsletter.contents import contents_of
from newsletter.issue import Issue

A_PAGE = 24
IN_FEED = 20


@public_page(keys=("page",))
def issues(request):
    """All letters, the newest first."""
    page = page_of(request, Issue.objects.published(), A_PAGE)
    return render(request, "newsletter/issue_list.html", {"page": page})


@public_page
def issue(request, slug):
    """One letter as a page; withdrawn things are left out of it. 410 when the letter itself was withdrawn or stopped."""
    issue = Issue.objects.published().filter(slug=slug).select_related("fact__article", "product__picture").first()
    if issue is None:
        return no_longer_there(request, slug)
    crumbs = [("Newsletter", reverse("newsletter:signup")), ("Letters", reverse("newsletter:issues"))]
    context = {"issue": issue, "letter": contents_of(issue), "crumbs": crumbs}
    return render(request, "newsletter/issue_detail.html", context)


def no_longer_there(request, slug):
    """What readers knew is gone; what never left was never there."""
    if not Issue.objects.left_the_archive().filter(slug=slug).exists():
        raise Http404("There is no such letter.")
    newest = [(letter.subject, letter.get_absolute_url()) for letter in Issue.objects.published()[:3]]
    words = {"heading": "We have taken this letter down", "lead": "It stood here once. These are the newest ones."}
    return gone(request, words | {"instead": [*newest, ("All letters", reverse("newsletter:issues"))]})


class IssueFeed(AtomFeed):
    """The newest letters. Addresses are made from SITE_URL, never from the Host header."""

    title = "Kneesite: letters"
    subtitle = "New recipes every week, with one exercise and one answer."

    def lasting_pk(self, _obj):
        return "letters"

    def link(self):
        return absolute(reverse("newsletter:issues"))

    def feed_url(self):
        return absolute(reverse("newsletter:issue_feed"))

    def items(self):
        return Issue.objects.published()[:IN_FEED]

    def item_title(self, item):
        return item.subject

    def item_description(self, item):
        return escape(excerpt(plain_text(item.greeting), 300))  # the words stand in Atom as HTML

    def item_link(self, item):
        return absolute(item.get_absolute_url())

    def item_guid(self, item):
        return lasting_id("letters", item.pk)

    def item_pubdate(self, item):
        return item.started_at


feed = public_page(IssueFeed())
