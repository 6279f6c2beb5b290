"""A quiz as it is answered: everything a step or a result needs, read once an edition of the site and kept as plain data."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache
from django.db.models import Prefetch

from core import site_state
from pictures.models import Rendition
from quiz.models import Band, Item, Message, Option, Quiz

SECONDS = 3600  # the edition in the key makes an old sheet unreachable; this only bounds the memory


@dataclass(frozen=True)
class Question:
    """A question with its options in the order of the page."""

    item: Item
    options: list

    @property
    def pk(self) -> int:
        return self.item.pk

    @property
    def most(self) -> int:
        """The most points an answer can give; 0 for unscored questions."""
        points = [option.points for option in self.options if option.points is not None]
        return max(points, default=0) if self.item.scored else 0

    @cached_property
    def print(self) -> str:
        """Changes when the words change: an answer given to other words does not fit any more."""
        return digest([self.item.text, self.item.ask, *[(option.pk, option.label) for option in self.options]])[:8]

    def option(self, pk):
        """The option with this number, or None."""
        return next((option for option in self.options if option.pk == pk), None)


@dataclass(frozen=True)
class Sheet:
    """One quiz with questions, bands and messages."""

    quiz: Quiz
    questions: list
    bands: list
    messages: dict

    @cached_property
    def edition(self) -> str:
        """A digest of what is asked: a form names it, so that a change in between is noticed."""
        rows = [(one.pk, one.print, one.item.gate, one.item.scored) for one in self.questions]
        return digest([rows, [(o.pk, o.points, o.flag) for one in self.questions for o in one.options]])[:16]

    @property
    def counted(self) -> list:
        """The questions of the counter: the safety gate is none."""
        return [one for one in self.questions if not one.item.gate]

    @property
    def scored(self) -> list:
        return [one for one in self.questions if one.item.scored]

    def question(self, pk):
        """The question with this number, or None."""
        return next((one for one in self.questions if one.pk == pk), None)

    def message_for(self, option):
        """The message an option leads to, or None."""
        return self.messages.get(option.flag) if option and option.flag else None


def digest(value) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


def kept_sheet(slug: str, request=None) -> Sheet | None:
    """The sheet of a published quiz, or None. One query when it is kept already, six when not."""
    state = getattr(request, "site_state", None) or site_state.now()
    if request is not None:
        request.site_state = state  # the template asks for it again
    key = f"quiz-sheet:{state.edition}:{digest(slug)[:24]}"
    sheet = cache.get(key)
    if sheet is None:
        sheet = read_sheet(Option.objects.filter(item__quiz__slug=slug))
        if sheet:
            cache.set(key, sheet, SECONDS)
    return sheet if sheet and sheet.quiz.is_published() else None


def read_sheet(options) -> Sheet | None:
    """Five queries: options with questions and quiz, renditions, bands, messages, their exercises. None without options."""
    renditions = Prefetch("item__picture__renditions", Rendition.objects.all())
    rows = options.select_related("item__quiz", "item__picture").prefetch_related(renditions)
    questions = {}
    for option in rows.order_by("item__order", "item_id", "order", "pk"):
        questions.setdefault(option.item_id, Question(option.item, [])).options.append(option)
    if not questions:
        return None
    # a gate comes first wherever an editor put it
    in_order = sorted(questions.values(), key=lambda one: not one.item.gate)
    quiz = in_order[0].item.quiz
    messages = {one.flag: one for one in Message.objects.filter(quiz=quiz).prefetch_related("exercises")}
    return Sheet(quiz, in_order, list(Band.objects.filter(quiz=quiz)), messages)


def draft_sheet(quiz) -> Sheet:
    """A quiz as it stands in the staff area, published or not, with questions that have no option yet."""
    items = quiz.items.select_related("picture").prefetch_related("options", "picture__renditions")
    questions = [Question(item, list(item.options.all())) for item in items]
    messages = {one.flag: one for one in quiz.messages.prefetch_related("exercises")}
    return Sheet(quiz, sorted(questions, key=lambda one: not one.item.gate), list(quiz.bands.all()), messages)
