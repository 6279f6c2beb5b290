"""Quizzes for tests, written as English: a_quiz() is small, sound and live."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from quiz.models import Band, Item, Message, Option, Quiz

_numbers = count(1)
EASE = (("Not at all", 0), ("A little", 1), ("Well", 2), ("With ease", 3))


def a_quiz(title="", *, questions=2, gate=False, bands=((0, "Stiff"), (12, "Supple")), topics=(), **fields) -> Quiz:
    """A live quiz with `questions` scored questions of four options (0 to 3 points) and these bands."""
    number = next(_numbers)
    filled = {
        "slug": f"quiz-{number}",
        "promise": "A few minutes for your joints.",
        "introduction": "<p>Short questions.</p>",
        "minimum_answers": 1,
        "goes_live_at": timezone.now() - timedelta(days=1),
        **fields,
    }
    quiz = Quiz.objects.create(title=title or f"Quiz {number}", **filled)
    quiz.topics.set(topics)
    if gate:
        a_gate(quiz)
    for place in range(1, questions + 1):
        an_item(quiz, f"How far can you reach, {place}?", area=f"Area {place}", order=place)
    for first_score, name in bands:
        Band.objects.create(quiz=quiz, first_score=first_score, title=name, text=f"<p>{name} today.</p>")
    return quiz


def an_item(quiz, text="How far can you reach?", options=EASE, **fields) -> Item:
    """A question with options as (label, points) or (label, points, flag)."""
    item = Item.objects.create(quiz=quiz, text=text, **fields)
    for place, (label, points, *flag) in enumerate(options):
        Option.objects.create(item=item, order=place, label=label, points=points, flag=flag[0] if flag else "")
    return item


def a_message(quiz, flag, level="note", title="", **fields) -> Message:
    """A message that options with this flag lead to."""
    return Message.objects.create(
        quiz=quiz, flag=flag, level=level, title=title or f"About {flag}", **{"text": "<p>Please ask.</p>", **fields}
    )


def a_gate(quiz) -> Item:
    """A safety gate with one list; "Yes" ends the quiz."""
    a_message(
        quiz, "urgent_stop", "same_day", "Please get help first", overrides=True, stops=True,
        list_title="Get help first", signs="a hot, swollen joint\nfever", phones="999, 111",
    )  # fmt: skip
    options = (("No, none of these", None), ("Yes, something in the list", None, "urgent_stop"))
    return an_item(quiz, "Is any of this true for you today?", options, gate=True, scored=False, order=0)
