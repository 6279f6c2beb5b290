"""A quiz as it is answered: everything a step or a result needs, read once an edition of the site and kept as plain data."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef

from core import site_state
from core.json_rows import JsonRows, made_of
from core.kept import look_up, put_away
from pictures.models import Picture, Rendition
from pictures.together import hand_over
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
    """The sheet of a published quiz, or None. One query when it is kept already, two when not."""
    state = getattr(request, "site_state", None) or site_state.now()
    if request is not None:
        request.site_state = state  # the template asks for it again
    key = f"quiz-sheet:{state.edition}:{digest(slug)[:24]}"
    sheet = look_up(key)
    if sheet is None:
        sheet = read_sheet(slug)
        if sheet:
            put_away(key, sheet, SECONDS)
    return sheet if sheet and sheet.quiz.is_published() else None


def read_sheet(slug: str) -> Sheet | None:
    """The whole quiz in one query. None without questions; one without options is left out."""
    pictures = Item.objects.filter(quiz=OuterRef(OuterRef("pk"))).values("picture")
    lists = {
        "items": JsonRows(Item.objects.filter(quiz=OuterRef("pk"))),
        "options": JsonRows(Option.objects.filter(item__quiz=OuterRef("pk"))),
        "pictures": JsonRows(Picture.objects.filter(pk__in=pictures)),
        "renditions": JsonRows(Rendition.objects.filter(picture__in=pictures)),
        "bands": JsonRows(Band.objects.filter(quiz=OuterRef("pk"))),
        "messages": JsonRows(Message.objects.filter(quiz=OuterRef("pk"))),
    }
    row = Quiz.objects.filter(slug=slug).annotate(**{f"{name}_rows": rows for name, rows in lists.items()}).first()
    if row is None:
        return None
    found = {name: row.__dict__.pop(f"{name}_rows") for name in lists}
    questions = questions_of(found)
    if not questions:
        return None
    bands = sorted(made_of(Band, found["bands"]), key=lambda one: one.first_score)
    messages = sorted(made_of(Message, found["messages"]), key=lambda one: one.pk)
    return Sheet(row, gates_first(questions), bands, {one.flag: one for one in messages})


def questions_of(found) -> list[Question]:
    """The questions with options and pictures, in their order."""
    pictures = {one.pk: one for one in made_of(Picture, found["pictures"])}
    for picture in pictures.values():
        hand_over(picture, found["renditions"])
    items = sorted(made_of(Item, found["items"]), key=lambda one: (one.order, one.pk))
    options = sorted(made_of(Option, found["options"]), key=lambda one: (one.order, one.pk))
    for item in items:
        item.picture = pictures.get(item.picture_id)
    questions = [Question(item, [one for one in options if one.item_id == item.pk]) for item in items]
    return [one for one in questions if one.options]


def gates_first(questions):
    """A gate comes first wherever an editor put it."""
    return sorted(questions, key=lambda one: not one.item.gate)


def draft_sheet(quiz) -> Sheet:
    """A quiz as it stands in the staff area, published or not, with questions that have no option yet."""
    items = quiz.items.select_related("picture").prefetch_related("options", "picture__renditions")
    questions = [Question(item, list(item.options.all())) for item in items]
    messages = {one.flag: one for one in quiz.messages.all()}
    return Sheet(quiz, gates_first(questions), list(quiz.bands.all()), messages)
