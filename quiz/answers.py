"""What a reader has answered so far. It travels in a signed form field and is kept nowhere else: no row, no cookie, no address."""

import secrets
from dataclasses import dataclass, field

from django.core import signing

from quiz.sheet import Sheet

SALT = "quiz-answers"
SKIPPED = 0
LONGEST = 8000  # characters of the field that are looked at


@dataclass
class Answers:
    """`given`: question number → option number (or SKIPPED); `prints`: the words each answer was given to."""

    quiz_id: int
    edition: str
    nonce: str
    at: int = 0
    given: dict = field(default_factory=dict)
    prints: dict = field(default_factory=dict)

    def packed(self) -> str:
        """The text of the hidden field."""
        rows = [[pk, option, self.prints.get(pk, "")] for pk, option in self.given.items()]
        return signing.dumps([self.quiz_id, self.edition, self.nonce, self.at, rows], salt=SALT, compress=True)

    def give(self, question, option_pk: int):
        """Notes an answer; SKIPPED for none."""
        self.given[question.pk] = option_pk
        self.prints[question.pk] = question.print

    def option_of(self, question):
        """The chosen option, or None when the question was skipped or not asked yet."""
        return question.option(self.given.get(question.pk, SKIPPED))


def new_answers(sheet: Sheet) -> Answers:
    """A fresh start, at the first question."""
    return Answers(sheet.quiz.pk, sheet.edition, secrets.token_hex(8), sheet.questions[0].pk)


def open_answers(text: str, sheet: Sheet) -> Answers | None:
    """What stands in the hidden field, or None when it is not ours or belongs to another quiz."""
    try:
        quiz_id, edition, nonce, at, rows = signing.loads(text[:LONGEST], salt=SALT)
        found = Answers(quiz_id, edition, nonce, at, {r[0]: r[1] for r in rows}, {r[0]: r[2] for r in rows})
    except (signing.BadSignature, ValueError, TypeError, IndexError):
        return None
    return found if quiz_id == sheet.quiz.pk else None


def refit(answers: Answers, sheet: Sheet) -> int:
    """After an editor's change: keeps the answers whose question and words are still there, and says how many went.

    The reader goes on at the first question without an answer.
    """
    fitting = {}
    for question in sheet.questions:
        option = answers.given.get(question.pk)
        same_words = answers.prints.get(question.pk) == question.print
        if option is not None and same_words and (option == SKIPPED or question.option(option)):
            fitting[question.pk] = option
    lost = len(answers.given) - len(fitting)
    answers.given = fitting
    answers.prints = {pk: answers.prints[pk] for pk in fitting}
    answers.edition = sheet.edition
    waiting = [one.pk for one in sheet.questions if one.pk not in fitting]
    answers.at = waiting[0] if waiting else sheet.questions[-1].pk
    return lost
