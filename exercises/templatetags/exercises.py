"""What other pages show of exercises: cards, chips, and how long a session takes."""

from urllib.parse import urlencode

from django import template

from core.templatetags.house import json_ld
from exercises import jsonld
from exercises.models import SECONDS_TO_GET_READY, SECONDS_TO_SWITCH, Exercise

register = template.Library()
MOST_OF_A_TOPIC = 4


@register.inclusion_tag("exercises/_cards.html")
def exercise_cards(exercises, small=False):
    """A grid of cards; `exercises` as read by `for_cards()`."""
    return {"exercises": exercises, "small": small}


@register.inclusion_tag("exercises/_topic_exercises.html")
def topic_exercises(topic):
    """The exercises of a topic, for its hub: nothing at all when there are none. Two queries."""
    found = Exercise.objects.published().for_cards().filter(topics=topic)
    return {"topic": topic, "exercises": found[:MOST_OF_A_TOPIC]}


@register.inclusion_tag("exercises/_chips.html")
def exercise_chips(exercise, more=False):
    """Hold, repeats and sets in small boxes; with `more` also how often and how long."""
    return {"exercise": exercise, "more": more}


@register.simple_tag
def session_length(exercises):
    """How long a session takes with getting ready, in words: "about 7 minutes"."""
    seconds = sum(one.seconds + SECONDS_TO_GET_READY for one in exercises)
    minutes = max(1, round(seconds / 60))
    return "about a minute" if minutes == 1 else f"about {minutes} minutes"


@register.simple_tag
def session_seconds():
    """The seconds the guided session adds: (getting ready, changing sides)."""
    return SECONDS_TO_GET_READY, SECONDS_TO_SWITCH


@register.filter
def in_words(seconds):
    """A duration for a chip: "80 s", "2 min", "2 min 30 s"."""
    if seconds < 120:
        return f"{seconds} s"
    minutes, rest = divmod(round(seconds / 10) * 10, 60)
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


@register.simple_tag
def all_stop_signs(exercises):
    """The stop signs of a session, each once, in the order they come."""
    return list(dict.fromkeys(sign for one in exercises for sign in one.stop_list))


@register.simple_tag
def session_query(exercises):
    """The query that names these exercises: "e=clam&e=bridge"."""
    return urlencode([("e", one.slug) for one in exercises])


@register.simple_tag
def each_once(exercises):
    """The exercises in their order without repeats: a text may show one twice, a session has it once."""
    return list({one.pk: one for one in exercises}.values())


@register.simple_tag
def exercise_json_ld(exercise):
    """What search engines are told about an exercise."""
    return json_ld(jsonld.of_exercise(exercise))
