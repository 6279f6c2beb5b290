"""The way through a quiz: which page answers a request. Used by the public view and by the editor's preview."""

from django.shortcuts import render

from core.csrf import TOO_OLD
from quiz.answers import SKIPPED, new_answers, open_answers, refit
from quiz.counts import count_once
from quiz.forms import QuestionForm
from quiz.outcome import outcome_of, what_to_count
from quiz.what_next import articles_for, exercises_for, session_url

LOST = "We could not read what you had answered so far, so the quiz begins again here. Sorry about that."
CHANGED = "The quiz was changed while you were answering. "


def walk(request, sheet, action, counting=True):
    """The page after this request: a question, a warning, or the result. `action`: where the forms post to."""
    way = Way(request, sheet, action, counting)
    return way.first_page() if request.method != "POST" else way.next_page()


class Way:
    """One request on the way through a sheet."""

    def __init__(self, request, sheet, action, counting):
        self.request, self.sheet, self.action, self.counting = request, sheet, action, counting
        self.answers = new_answers(sheet)

    def first_page(self):
        return self.ask(self.sheet.questions[0])

    def next_page(self):
        """Takes what was posted, whatever it is: nothing here can be wrong enough for an error page."""
        post = self.request.POST
        found = open_answers(post.get("answers", ""), self.sheet)
        if found is None:
            return self.ask(self.sheet.questions[0], notice=LOST)
        self.answers = found
        if found.edition != self.sheet.edition:
            return self.go_on_after_a_change()
        question = self.sheet.question(found.at) or self.sheet.questions[0]
        if getattr(self.request, "csrf_failed", False):
            return self.ask(question, notice=TOO_OLD)
        if "change" in post:
            return self.ask(question)
        if "back" in post:
            return self.ask(self.sheet.questions[max(0, self.sheet.questions.index(question) - 1)])
        if "skip" in post and not question.item.gate:
            self.answers.give(question, SKIPPED)
            return self.after(question)
        return self.take_answer(question)

    def go_on_after_a_change(self):
        lost = refit(self.answers, self.sheet)
        kept = "Your answers still fit." if not lost else "The answers that still fit are kept; please answer the rest."
        return self.ask(self.sheet.question(self.answers.at), notice=CHANGED + kept)

    def take_answer(self, question):
        form = self.form_for(question, self.request.POST)
        if not form.is_valid():
            return self.show_question(question, form)
        self.answers.give(question, form.cleaned_data["answer"])
        message = self.sheet.message_for(self.answers.option_of(question))
        if message and message.stops:
            return self.result()
        return self.after(question)

    def after(self, question):
        """The next question, or the result after the last."""
        place = self.sheet.questions.index(question) + 1
        return self.ask(self.sheet.questions[place]) if place < len(self.sheet.questions) else self.result()

    def ask(self, question, notice=""):
        self.answers.at = question.pk
        return self.show_question(question, self.form_for(question), notice)

    def form_for(self, question, data=None):
        place = self.sheet.questions.index(question)
        last = place == len(self.sheet.questions) - 1
        label = "See my result" if last else "Go on" if question.item.gate else "Next question"
        initial = {"answers": self.answers.packed(), "answer": self.answers.given.get(question.pk) or None}
        form = QuestionForm(data, question=question, back=place > 0, label=label, initial=initial)
        form.helper.form_action = self.action
        return form

    def show_question(self, question, form, notice=""):
        counted = self.sheet.counted
        context = {
            "quiz": self.sheet.quiz,
            "item": question.item,
            "form": form,
            "notice": notice,
            "place": counted.index(question) + 1 if question in counted else 0,
            "whole": len(counted),
            "lists": [one for one in map(self.sheet.message_for, question.options) if one and one.sign_list],
        }
        name = "quiz/quiz_gate.html" if question.item.gate else "quiz/quiz_question.html"
        return render(self.request, name, context)

    def result(self):
        outcome = outcome_of(self.sheet, self.answers)
        if self.counting:
            whats = what_to_count(self.sheet, self.answers, outcome)
            count_once(self.sheet.quiz.pk, self.answers.nonce, whats)
        exercises = exercises_for(outcome)
        context = {
            "quiz": self.sheet.quiz,
            "outcome": outcome,
            "exercises": exercises,
            "articles": articles_for(outcome),
            "session_url": session_url(exercises),
            "answers": self.answers.packed(),
            "action": self.action,
        }
        return render(self.request, "quiz/quiz_stop.html" if outcome.replaced else "quiz/quiz_result.html", context)
