"""The blue band that leads to a quiz, and the quizzes of a topic's hub."""

from django import template

from quiz.models import Quiz

register = template.Library()


@register.inclusion_tag("quiz/_promo.html")
def quiz_promo(topics, wide=False):
    """The quiz that one of these topics promotes; nothing at all when there is none. One query."""
    quiz = Quiz.objects.published().promoted_for(topics).first() if topics else None
    return {"quiz": quiz, "wide": wide}


@register.inclusion_tag("quiz/_promo.html")
def topic_quiz(topic):
    """The same over the whole width, for a topic's hub."""
    return {"quiz": Quiz.objects.published().promoted_for([topic]).first(), "wide": True}
