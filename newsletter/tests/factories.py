"""Subscribers and issues for tests: a_subscriber() is on the list, an_issue() is a draft that could be approved."""

from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from articles.tests.factories import an_article
from newsletter.issue import Issue
from newsletter.subscriber import Subscriber, address_key
from products.tests.desk import a_colleague

_numbers = count(1)


def a_waiting_subscriber(email="", topics=(), **fields) -> Subscriber:
    """Somebody who signed up and has not confirmed."""
    email = email or f"reader{next(_numbers)}@example.org"
    subscriber = Subscriber.objects.create(email=email, address_key=address_key(email), **fields)
    subscriber.topics.set(topics)
    return subscriber


def a_subscriber(email="", topics=(), **fields) -> Subscriber:
    """Somebody who gets the letter."""
    return a_waiting_subscriber(email, topics, **{"confirmed_at": timezone.now(), **fields})


def an_issue(subject="", articles=(), topics=(), writer=None, **fields) -> Issue:
    """A draft that is ready to be approved: one article, a date."""
    number = next(_numbers)
    subject = subject or f"Letter {number}"
    filled = {
        "slug": f"{slugify(subject)}-{number}",
        "greeting": "<p>Dear reader, it is soup weather.</p>",
        "send_at": timezone.now(),
        "written_by": writer,
        "changed_by": writer,
        **fields,
    }
    issue = Issue.objects.create(subject=subject, **filled)
    issue.topics.set(topics)
    for place, revision in enumerate(articles or [an_article()]):
        issue.picks.create(article=revision.article, order=place)
    return issue


def an_approved_issue(subject="", **fields) -> Issue:
    """An issue whose time has come."""
    issue = an_issue(subject, **fields)
    issue.approve(an_approver())
    return issue


def an_approver():
    """A colleague who wrote nothing and may approve."""
    return a_colleague(f"approver{next(_numbers)}", ["newsletter.approve_issue", "newsletter.view_issue"])


def addresses(number):
    """That many people on the list; gives their addresses, sorted."""
    return sorted(a_subscriber().email for _ in range(number))
