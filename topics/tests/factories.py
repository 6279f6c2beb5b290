"""Topics for tests."""

from itertools import count

from topics.models import Topic

_numbers = count(1)


def a_topic(name=None, **fields):
    """A topic; name and address are made up when the test does not care. The address follows the name."""
    name = name or f"Topic {next(_numbers)}"
    slug = "-".join(name.lower().split())
    return Topic.objects.create(**{"name": name, "slug": slug, "summary": f"All about {name.lower()}.", **fields})


def many_topics(number):
    """As many as an imported site may bring, all alike: "Topic A01", "Topic A02", ..."""
    return [a_topic(f"Topic A{place:02}") for place in range(1, number + 1)]
