"""What the pages of a quiz cost when nothing is kept yet, right after an editor's change; test_walk.py asks the usual price."""

import re

import pytest

from core.site_state import new_edition
from exercises.tests.factories import an_exercise
from pictures.tests.factories import a_picture
from quiz.tests.factories import a_message, a_quiz

pytestmark = pytest.mark.django_db


def test_with_nothing_kept_a_step_costs_six_queries_and_a_result_eleven(client, django_assert_max_num_queries):
    quiz = a_quiz(questions=1)
    quiz.items.update(picture=a_picture(renditions=True))
    a_message(quiz, "note").exercises.add(an_exercise(picture=a_picture(renditions=True)))
    quiz.items.get().options.update(flag="note")
    address = f"/quiz/{quiz.slug}/questions/"

    with django_assert_max_num_queries(6):
        page = client.get(address)
    new_edition()
    html = page.content.decode()
    data = {
        "answers": re.search(r'name="answers"[^>]*value="([^"]*)"', html).group(1),
        "answer": re.search(r'name="answer"[^>]*value="(\d+)"', html).group(1),
    }
    with django_assert_max_num_queries(11):
        page = client.post(address, data)

    assert len(page.context["exercises"]) == 1
