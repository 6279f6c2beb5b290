"""Topics by how many answered questions stand under them: for the list of questions and for the form of askers."""

from django.db.models import Count, Q

from advisor.models import Question
from topics.models import Topic


def topics_by_answers():
    """All topics, each with `number`, its published answers, and with `place`, as `to_offer` needs it."""
    live = Q(questions__in=Question.objects.published().order_by().values("pk"))
    return Topic.objects.annotate(number=Count("questions", filter=live, distinct=True)).ranked_by("number")
