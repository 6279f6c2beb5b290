"""What a step and a result cost: usually, and with nothing kept yet, right after an editor's change."""

import re

import pytest

from articles.tests.factories import an_article
from core.site_state import new_edition
from exercises.tests.factories import an_exercise
from pictures.tests.factories import a_picture
from quiz.models import Band
from quiz.tests.factories import a_message, a_quiz, an_item

pytestmark = pytest.mark.django_db


def a_rich_quiz():
    """Two questions with pictures, bands with exercises and an article, notes with exercises, a warning."""
    quiz = a_quiz(questions=0, gate=True)
    for place, flag in enumerate(("note", "other_note"), 1):
        a_message(quiz, flag).exercises.add(an_exercise(f"Of the {flag}", picture=a_picture(renditions=True)))
        options = (("Not at all", 0, flag), ("Well", 3), ("It hurts", 1, "see_somebody"))
        an_item(quiz, f"How far, {place}?", options, order=place, picture=a_picture(renditions=True))
    a_message(quiz, "see_somebody", "see_soon", overrides=True)
    for band in Band.objects.filter(quiz=quiz):
        for number in range(3):
            band.exercises.add(an_exercise(f"{band} {number}", picture=a_picture(renditions=True)))
        band.articles.add(an_article(f"About {band}").article)
    return quiz


def answers_of(page):
    return re.search(r'name="answers"[^>]*value="([^"]*)"', page.content.decode()).group(1)


def walk(client, quiz, labels, at_most, between=new_edition):
    """Goes through the quiz with these answers, each page for at most six queries; `between`: what happens before each."""
    address = f"/quiz/{quiz.slug}/questions/"
    between()
    with at_most(6):
        page = client.get(address)
    for label in labels:
        option = page.context["item"].options.get(label=label).pk
        data = {"answers": answers_of(page), "answer": option}
        between()
        with at_most(6):
            page = client.post(address, data)
    return page


NO = "No, none of these"


@pytest.mark.parametrize(
    ("labels", "exercises"),
    [
        ((NO, "Well", "Well"), ["Supple 0", "Supple 1", "Supple 2"]),
        ((NO, "Not at all", "Well"), ["Of the note"]),
        ((NO, "Not at all", "Not at all"), ["Of the note", "Of the other_note"]),
        ((NO, "It hurts", "Well"), []),
        (("Yes, something in the list",), []),
    ],
)
def test_with_nothing_kept_each_step_and_each_result_costs_at_most_six_queries(
    client, django_assert_max_num_queries, labels, exercises
):
    quiz = a_rich_quiz()

    page = walk(client, quiz, labels, django_assert_max_num_queries)

    assert [one.name for one in page.context["exercises"]] == exercises
    assert page.content.decode().count("image/avif") == len(exercises)


def test_what_is_kept_makes_it_no_dearer(client, django_assert_max_num_queries):
    quiz = a_rich_quiz()

    page = walk(client, quiz, (NO, "Well", "Well"), django_assert_max_num_queries, between=lambda: None)

    assert page.templates[0].name == "quiz/quiz_result.html"
    assert len(page.context["exercises"]) == 3


def test_a_result_without_enough_answers_costs_no_more(client, django_assert_max_num_queries):
    quiz = a_rich_quiz()
    quiz.minimum_answers = 5
    quiz.save()

    page = walk(client, quiz, (NO, "Well", "Well"), django_assert_max_num_queries)

    assert page.context["outcome"].band is None


def test_a_step_with_nothing_kept_costs_two_queries_and_shows_its_picture(client, django_assert_num_queries):
    a_picture(renditions=True)  # so that no number of a rendition is by chance that of the quiz
    a_quiz()
    quiz = a_quiz(questions=2)
    quiz.items.update(picture=a_picture("Reaching for the toes", renditions=True))

    with django_assert_num_queries(2):
        page = client.get(f"/quiz/{quiz.slug}/questions/")

    html = page.content.decode()
    assert "Reaching for the toes" in html
    assert html.count("image/avif") == 1
