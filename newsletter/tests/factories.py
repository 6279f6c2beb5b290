"""Subscribers for tests: a_subscriber() is on the list, a_waiting_subscriber() has still to confirm."""

from itertools import count

from django.utils import timezone

from newsletter.subscriber import Subscriber, address_key

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
