"""Exercises for tests, written as English: an_exercise(name="Wall sit", hold=10)."""

from datetime import timedelta
from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from exercises.models import Exercise

_numbers = count(1)


def an_exercise(name="", topics=(), **fields) -> Exercise:
    """A live exercise for the knee, done standing. `goes_live_at=None` makes one that readers do not see yet."""
    number = next(_numbers)
    name = name or f"Exercise {number}"
    filled = {
        "slug": slugify(name),
        "summary": f"{name}, slowly and gently.",
        "area": "knee",
        "position": "standing",
        "start": "Stand tall beside a chair.",
        "steps": "Bend your knees a little.\nStand up again.",
        "avoid": "you had a knee operation lately",
        "stop": "a pain gets sharp",
        "goes_live_at": timezone.now() - timedelta(days=1),
        **fields,
    }
    exercise = Exercise.objects.create(name=name, **filled)
    exercise.topics.set(topics)
    return exercise
