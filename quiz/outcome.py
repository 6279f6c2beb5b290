"""What comes out of the answers: score, band, areas, messages. Reckoning stands in scoring.py; here it meets the quiz."""

from dataclasses import dataclass, field

from quiz.answers import SKIPPED, Answers
from quiz.scoring import Mark, areas_of, by_urgency, place_of_band, ranges_of, score_of, tight_areas
from quiz.sheet import Sheet


@dataclass
class Outcome:
    """`score` and `band` are None without enough answers, or when a message replaces the result."""

    score: int | None = None
    band: object = None
    band_range: tuple = ()
    areas: list = field(default_factory=list)
    tight: list = field(default_factory=list)
    messages: list = field(default_factory=list)
    replaced: bool = False

    @property
    def sells_nothing(self) -> bool:
        """Beside a warning nothing is sold."""
        return bool(self.messages)


def outcome_of(sheet: Sheet, answers: Answers) -> Outcome:
    """The result of a round. Messages are found even without a score."""
    messages = messages_of(sheet, answers)
    marks = marks_of(sheet, answers)
    if any(message.overrides for message in messages):
        return Outcome(messages=messages, replaced=True)
    score = score_of(marks, sheet.quiz.full_marks, sheet.quiz.minimum_answers)
    firsts = [band.first_score for band in sheet.bands]
    place = None if score is None else place_of_band(score, firsts)
    if place is None:
        return Outcome(areas=areas_of(marks), messages=messages)
    band = sheet.bands[place]
    areas = areas_of(marks)
    return Outcome(
        score,
        band,
        ranges_of(firsts, sheet.quiz.full_marks)[place],
        areas,
        tight_areas(areas, band.tight_areas),
        messages,
    )


def marks_of(sheet: Sheet, answers: Answers) -> list[Mark]:
    """A mark for each scored question that was answered with an option that has points."""
    marks = []
    for question in sheet.scored:
        option = answers.option_of(question)
        if option is not None and option.points is not None:
            marks.append(Mark(option.points, question.most, question.item.area))
    return marks


def messages_of(sheet: Sheet, answers: Answers) -> list:
    """The messages the answers lead to, each once, the most urgent first."""
    found = [sheet.message_for(answers.option_of(question)) for question in sheet.questions]
    return by_urgency(list(dict.fromkeys(message for message in found if message)))


def what_to_count(sheet: Sheet, answers: Answers, outcome: Outcome) -> list[str]:
    """The names of the anonymous counts that go up by one."""
    whats = [
        f"skip:{pk}" if option == SKIPPED else f"option:{option}"
        for pk, option in answers.given.items()
        if sheet.question(pk)
    ]
    result = f"band:{outcome.band.pk}" if outcome.band else "replaced" if outcome.replaced else "no-score"
    return [*whats, result]
