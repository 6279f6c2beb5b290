"""What a result leads to: exercises as a guided session, and articles. Live ones only, so they are read anew each time."""

from urllib.parse import urlencode

from django.db.models import Exists, Q
from django.urls import reverse

from articles.models import Revision
from exercises.models import Exercise
from pictures.together import hand_over, renditions_of
from quiz.models import Band, Message


def exercises_for(outcome) -> list:
    """Those of a message before those of the band, none beside a message that replaces it. One query, with pictures."""
    of_messages = Message.exercises.through.objects.filter(message__in=[one.pk for one in outcome.messages])
    of_band = Band.exercises.through.objects.filter(band=outcome.band)
    wanted = Q(pk__in=of_messages.values("exercise"))
    if outcome.band:
        wanted |= Q(pk__in=of_band.values("exercise")) & ~Exists(of_messages)
    if outcome.replaced or not (outcome.messages or outcome.band):
        return []
    live = Exercise.objects.published().filter(wanted).select_related("picture")
    found = list(live.annotate(rendition_rows=renditions_of("picture")))
    for exercise in found:
        hand_over(exercise.picture, exercise.rendition_rows)
    return found


def articles_for(outcome) -> list:
    """The live texts of the articles a band leads to."""
    if outcome.band is None:
        return []
    ids = Band.articles.through.objects.filter(band=outcome.band).values("article")
    return list(Revision.objects.published().filter(article__in=ids).select_related("article"))


def session_url(exercises) -> str:
    """The guided session with these exercises; "" without any."""
    names = urlencode([("e", one.slug) for one in exercises])
    return f"{reverse('exercises:session')}?{names}" if names else ""
