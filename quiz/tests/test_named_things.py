"""What a result names cannot be deleted: not an exercise, not an article, neither in the admin nor in the database."""

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from articles.models import Article, Revision
from articles.tests.factories import a_draft, an_article
from exercises.models import Exercise
from exercises.tests.factories import an_exercise
from quiz.copying import copy_quiz
from quiz.models import Band, Message
from quiz.tests.factories import a_message, a_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


def a_named_exercise():
    """An exercise in the band "Stiff" and beside a note of one quiz."""
    quiz, exercise = a_quiz("How flexible are you?"), an_exercise("Clam")
    quiz.bands.get(title="Stiff").exercises.add(exercise)
    a_message(quiz, "note", title="A word about hips").exercises.add(exercise)
    return exercise


def test_an_exercise_that_a_result_names_is_not_deleted_silently():
    exercise = a_named_exercise()

    with pytest.raises(ProtectedError):
        exercise.delete()

    assert [band.title for band in Band.objects.filter(exercises=exercise)] == ["Stiff"]


@transaction.atomic
def delete_behind_django(exercise):
    """The bare statement; the constraints are looked at before the commit."""
    Exercise.objects.filter(pk=exercise.pk)._raw_delete("default")
    connection.check_constraints()


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_it_too():
    exercise = a_named_exercise()

    with pytest.raises(IntegrityError):
        delete_behind_django(exercise)

    assert Exercise.objects.filter(pk=exercise.pk).exists()


def test_the_delete_page_names_every_place_and_deletes_nothing(desk):
    exercise = a_named_exercise()
    address = f"/admin/exercises/exercise/{exercise.pk}/delete/"

    html = desk.get(address).content.decode()
    desk.post(address, {"post": "yes"})

    quiz = Band.objects.filter(exercises=exercise).get().quiz
    link = f'<a href="/admin/quiz/quiz/{quiz.pk}/change/">Quiz: How flexible are you?, '
    assert "“Clam” is still used here, so it cannot be deleted:" in html
    assert f"{link}band “Stiff”</a>" in html
    assert f"{link}message “A word about hips”</a>" in html
    assert "Take it out there first. Or give it an end" in html
    assert Exercise.objects.filter(pk=exercise.pk).exists()


def test_several_at_once_are_refused_with_the_places(desk):
    exercise, other = a_named_exercise(), an_exercise("Bridge")
    chosen = {"action": "delete_selected", "_selected_action": [exercise.pk, other.pk]}

    html = desk.post("/admin/exercises/exercise/", chosen).content.decode()
    desk.post("/admin/exercises/exercise/", chosen | {"post": "yes"})

    assert "Some of the exercises that you chose are still used here, so none was deleted:" in html
    assert "band “Stiff”" in html
    assert Exercise.objects.count() == 2


def test_a_draft_whose_article_is_to_be_read_next_is_kept_with_a_sentence(desk):
    draft = a_draft("Knees")
    a_quiz("How flexible are you?").bands.get(title="Supple").articles.add(draft.article)
    address = f"/admin/articles/revision/{draft.pk}/delete/"

    html = desk.get(address).content.decode()
    desk.post(address, {"post": "yes"})

    assert "Quiz: How flexible are you?, band “Supple”" in html
    assert Revision.objects.filter(pk=draft.pk).exists()
    assert Article.objects.count() == 1


def test_an_article_that_a_result_names_is_not_deleted_silently():
    article = an_article("Knees").article
    a_quiz().bands.get(title="Supple").articles.add(article)

    with pytest.raises(ProtectedError) as refusal:
        article.delete()

    assert "Band_articles" in {type(one).__name__ for one in refusal.value.protected_objects}


def test_taken_out_of_the_result_it_can_be_deleted(desk):
    exercise = a_named_exercise()
    for part in (Band.objects.get(title="Stiff"), Message.objects.get()):
        part.exercises.clear()

    desk.post(f"/admin/exercises/exercise/{exercise.pk}/delete/", {"post": "yes"})

    assert Exercise.objects.count() == 0


def test_a_quiz_with_named_exercises_can_be_copied_and_deleted():
    exercise = a_named_exercise()
    quiz = Band.objects.filter(exercises=exercise).get().quiz
    copy = copy_quiz(quiz)
    assert Band.objects.filter(quiz=copy, exercises=exercise).count() == 1

    quiz.delete()
    copy.delete()

    assert Exercise.objects.get() == exercise
