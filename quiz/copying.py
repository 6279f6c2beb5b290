"""A copy of a quiz with everything an editor wrote; not its date, not its numbers."""

from django.db import transaction

from quiz.models import Item, Quiz

LONGEST_SLUG = 110


@transaction.atomic
def copy_quiz(quiz: Quiz) -> Quiz:
    """The copy, saved and unpublished, as "… (copy)" under a free address."""
    new = Quiz.objects.get(pk=quiz.pk)
    new.pk, new.goes_live_at, new.retires_at = None, None, None
    new.title, new.slug = f"{quiz.title[:70]} (copy)", free_slug(quiz.slug)
    new._state.adding = True
    new.save()
    new.topics.set(quiz.topics.all())
    for item in quiz.items.prefetch_related("options"):
        copy_item(item, new)
    for part in [*quiz.bands.all(), *quiz.messages.all()]:
        copy_part(part, new)
    return new


def copy_item(item: Item, quiz: Quiz):
    """A question with its answers."""
    options = list(item.options.all())
    item.pk, item.quiz = None, quiz
    item._state.adding = True
    item.save()
    for option in options:
        option.pk, option.item = None, item
        option._state.adding = True
        option.save()


def copy_part(part, quiz: Quiz):
    """A band or a message with what it points at."""
    linked = {field.name: list(getattr(part, field.name).all()) for field in part._meta.many_to_many}
    part.pk, part.quiz = None, quiz
    part._state.adding = True
    part.save()
    for name, things in linked.items():
        getattr(part, name).set(things)


def free_slug(slug: str) -> str:
    """ "quiz-copy", "quiz-copy-2", …"""
    stem = f"{slug[:LONGEST_SLUG]}-copy"
    taken = set(Quiz.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    names = [stem, *[f"{stem}-{number}" for number in range(2, len(taken) + 3)]]
    return next(name for name in names if name not in taken)
