"""List and start page, the blue band, and what the search index holds."""

import pytest
from django.template import engines

from quiz.tests.factories import a_quiz
from search import index
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


def test_the_list_shows_live_quizzes_only(client):
    a_quiz("How flexible are you?")
    a_quiz("A draft", goes_live_at=None)

    page = client.get("/quiz/")

    assert [quiz.title for quiz in page.context["quizzes"]] == ["How flexible are you?"]


def test_list_and_start_page_know_no_reader(client, django_assert_max_num_queries):
    quiz = a_quiz()

    with django_assert_max_num_queries(6):
        pages = [client.get("/quiz/"), client.get(quiz.get_absolute_url())]

    assert [len(page.cookies) for page in pages] == [0, 0]
    assert ["csrfmiddlewaretoken" in page.content.decode() for page in pages] == [False, False]


def test_a_renamed_quiz_leads_from_its_old_address_to_the_new_one(client):
    quiz = a_quiz(slug="old-name")
    quiz.slug = "new-name"
    quiz.save()

    answer = client.get("/quiz/old-name/")

    assert (answer.status_code, answer["Location"]) == (301, "/quiz/new-name/")


@pytest.mark.django_db(transaction=True)
def test_a_quiz_is_found_by_the_search():
    quiz = a_quiz("How flexible are you?")

    assert [row.title for row in index.find("flexible")] == [quiz.title]


def test_the_blue_band_shows_the_quiz_of_the_topic():
    knees, hips = a_topic("Knees"), a_topic("Hips")
    a_quiz("How flexible are you?", topics=[knees])
    template = engines["django"].from_string("{% load quiz %}{% quiz_promo topics %}")

    shown = template.render({"topics": [knees]})
    elsewhere = template.render({"topics": [hips]})

    assert "How flexible are you?" in shown
    assert elsewhere.strip() == ""
