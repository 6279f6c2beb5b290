"""The way through a quiz by plain posts: counter, back, skip, gate, messages, result."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from exercises.tests.factories import an_exercise
from quiz.models import Band, Count, Option
from quiz.tests.factories import a_message, a_quiz, an_item

pytestmark = pytest.mark.django_db


def address(quiz):
    return f"/quiz/{quiz.slug}/questions/"


def hidden(page):
    """What stands in the hidden field of a page."""
    return re.search(r'name="answers"[^>]*value="([^"]*)"', page.content.decode()).group(1)


def send(client, quiz, page, **buttons):
    """Posts the form of a page with an answer or a button."""
    return client.post(address(quiz), {"answers": hidden(page), **buttons})


def choose(client, quiz, page, label):
    """Answers the question of a page with the option of this label."""
    option = Option.objects.get(item=page.context["item"], label=label)
    return send(client, quiz, page, answer=option.pk)


def test_a_reader_goes_from_the_start_page_to_the_result(client):
    quiz = a_quiz("How flexible are you?", questions=2)
    start = client.get(quiz.get_absolute_url())

    page = client.get(address(quiz))
    page = choose(client, quiz, page, "With ease")
    page = choose(client, quiz, page, "A little")

    assert f'href="{address(quiz)}"' in start.content.decode()
    assert page.templates[0].name == "quiz/quiz_result.html"
    assert page.context["outcome"].score == 16
    assert page.context["outcome"].band.title == "Supple"


def test_the_counter_counts_the_questions_and_not_the_gate(client):
    quiz = a_quiz(questions=3, gate=True)

    page = client.get(address(quiz))
    first = choose(client, quiz, page, "No, none of these")

    assert page.templates[0].name == "quiz/quiz_gate.html"
    assert (first.context["place"], first.context["whole"]) == (1, 3)


def test_back_keeps_the_answers(client):
    quiz = a_quiz(questions=2)
    page = choose(client, quiz, client.get(address(quiz)), "Well")

    page = send(client, quiz, page, back="1")

    chosen = Option.objects.get(item=page.context["item"], label="Well").pk
    assert page.context["place"] == 1
    assert re.search(rf'value="{chosen}"[^>]*checked', page.content.decode())


def test_a_skipped_question_is_never_scored_as_zero(client):
    quiz = a_quiz(questions=2)
    page = choose(client, quiz, client.get(address(quiz)), "With ease")

    page = send(client, quiz, page, skip="1")

    assert page.context["outcome"].score == 24


def test_a_question_without_a_score_changes_no_score_and_has_no_area(client):
    quiz = a_quiz(questions=1)
    an_item(quiz, "Do your joints bend far?", (("No", 0), ("Yes", 3)), scored=False, area="Bendy joints", order=5)
    page = choose(client, quiz, client.get(address(quiz)), "A little")

    page = choose(client, quiz, page, "Yes")

    outcome = page.context["outcome"]
    assert (outcome.score, [area.area for area in outcome.areas]) == (8, ["Area 1"])


def test_too_few_answers_give_kind_words_instead_of_a_score(client):
    quiz = a_quiz(questions=2, minimum_answers=2)
    page = choose(client, quiz, client.get(address(quiz)), "With ease")

    page = send(client, quiz, page, skip="1")

    assert page.context["outcome"].score is None
    assert "No score this time" in page.content.decode()


def test_the_gate_ends_the_quiz_with_a_care_card(client):
    quiz = a_quiz(questions=2, gate=True)

    page = choose(client, quiz, client.get(address(quiz)), "Yes, something in the list")

    assert page.templates[0].name == "quiz/quiz_stop.html"
    assert "Please get help first" in page.content.decode()
    assert 'href="tel:999"' in page.content.decode()


def test_the_gate_shows_its_list_in_full_and_cannot_be_skipped(client):
    quiz = a_quiz(questions=1, gate=True)
    page = client.get(address(quiz))

    after = send(client, quiz, page, skip="1")

    assert "a hot, swollen joint" in page.content.decode()
    assert 'name="skip"' not in page.content.decode()
    assert after.templates[0].name == "quiz/quiz_gate.html"


def test_an_answer_can_be_changed_after_a_warning(client):
    quiz = a_quiz(questions=1, gate=True)
    stop = choose(client, quiz, client.get(address(quiz)), "Yes, something in the list")

    page = send(client, quiz, stop, change="1")

    assert page.templates[0].name == "quiz/quiz_gate.html"


def test_a_note_stands_above_the_result_and_changes_the_exercises(client):
    quiz = a_quiz(questions=0)
    note = a_message(quiz, "physio_note", "see_soon", "Ask a physiotherapist")
    note.exercises.add(an_exercise("Leg extension"))
    Band.objects.get(quiz=quiz, first_score=0).exercises.add(an_exercise("Bridge"))
    an_item(quiz, "Can you stand up?", (("No", 0, "physio_note"), ("Yes", 3)))

    page = choose(client, quiz, client.get(address(quiz)), "No")

    assert page.context["outcome"].band.title == "Stiff"
    assert [one.name for one in page.context["exercises"]] == ["Leg extension"]
    assert "Ask a physiotherapist" in page.content.decode()


def test_several_messages_come_with_the_most_urgent_first(client):
    quiz = a_quiz(questions=0)
    a_message(quiz, "soon", "see_soon")
    a_message(quiz, "today", "same_day", overrides=True)
    an_item(quiz, "One?", (("Yes", 0, "soon"),), order=1)
    an_item(quiz, "Two?", (("Yes", 0, "today"),), order=2)

    page = choose(client, quiz, client.get(address(quiz)), "Yes")
    page = choose(client, quiz, page, "Yes")

    assert [message.flag for message in page.context["outcome"].messages] == ["today", "soon"]
    assert page.context["outcome"].replaced
    assert page.context["outcome"].score is None


def test_a_missing_answer_gets_a_sentence_at_the_top_with_the_focus_on_it(client):
    quiz = a_quiz(questions=1)
    page = client.get(address(quiz))

    page = send(client, quiz, page)

    html = page.content.decode()
    assert page.status_code == 200
    assert 'id="mistakes" role="alert" tabindex="-1" autofocus' in html
    assert "Please choose an answer, or use “Skip this one”." in html
    target = re.search(r'<a href="#([^"]+)">[^<]*Please choose an answer', html).group(1)
    assert html.count(f'id="{target}"') == 1


@pytest.mark.parametrize("answer", ["", "0", "-1", "9" * 40, "abc", "\x00", "1" * 1_000_000, "²"])
def test_an_impossible_answer_gets_the_question_again(client, answer):
    quiz = a_quiz(questions=1)
    page = client.get(address(quiz))

    page = send(client, quiz, page, answer=answer)

    assert page.status_code == 200
    assert page.templates[0].name == "quiz/quiz_question.html"


@pytest.mark.parametrize("state", ["", "nonsense", "a:b:c", "\x00", "x" * 100_000])
def test_an_unreadable_state_begins_again_with_a_sentence(client, state):
    quiz = a_quiz(questions=1)

    page = client.post(address(quiz), {"answers": state, "answer": "1"})

    assert page.status_code == 200
    assert "We could not read what you had answered so far" in page.content.decode()


def test_the_state_of_another_quiz_is_not_taken(client):
    one, other = a_quiz(questions=1), a_quiz(questions=1)

    page = client.post(address(other), {"answers": hidden(client.get(address(one))), "skip": "1"})

    assert "We could not read what you had answered so far" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_after_an_editors_change_the_answers_that_still_fit_are_kept(client):
    quiz = a_quiz(questions=3)
    page = choose(client, quiz, client.get(address(quiz)), "Well")
    page = choose(client, quiz, page, "With ease")
    second = quiz.items.get(order=2)
    second.text = "How far can you reach with both hands?"
    second.save()
    quiz.items.get(order=3).options.first().delete()

    page = send(client, quiz, page, skip="1")

    assert "The quiz was changed while you were answering." in page.content.decode()
    assert page.context["item"] == second
    page = choose(client, quiz, page, "Well")
    page = send(client, quiz, page, skip="1")
    assert page.context["outcome"].score == 16


@pytest.mark.django_db(transaction=True)
def test_an_editors_change_is_seen_by_the_next_step(client):
    quiz = a_quiz(questions=1)
    page = client.get(address(quiz))
    option = Option.objects.filter(item__quiz=quiz).first()
    option.label = "Never"
    option.save()

    page = send(client, quiz, page, skip="1")

    assert "Never" in page.content.decode()


def test_a_round_is_counted_once_however_often_its_last_page_is_sent(client):
    quiz = a_quiz(questions=1)
    page = client.get(address(quiz))

    choose(client, quiz, page, "Well")
    choose(client, quiz, page, "Well")

    band = Band.objects.get(quiz=quiz, first_score=12)
    option = Option.objects.get(item__quiz=quiz, label="Well")
    found = dict(Count.objects.values_list("what", "number"))
    assert found == {f"band:{band.pk}": 1, f"option:{option.pk}": 1}


def test_two_readers_are_counted_as_two(client):
    quiz = a_quiz(questions=1)

    send(client, quiz, client.get(address(quiz)), skip="1")
    send(client, quiz, client.get(address(quiz)), skip="1")

    item = quiz.items.get()
    assert dict(Count.objects.values_list("what", "number")) == {f"skip:{item.pk}": 2, "no-score": 2}


def test_with_a_cache_that_is_down_the_quiz_goes_on(client, settings):
    settings.CACHES = {"default": {"BACKEND": "core.tests.broken_cache.BrokenCache"}}
    quiz = a_quiz(questions=1)

    page = choose(client, quiz, client.get(address(quiz)), "With ease")

    assert page.context["outcome"].score == 24


def test_a_quiz_that_is_not_published_answers_404(client):
    draft = a_quiz(goes_live_at=None)
    live = a_quiz()

    assert client.get(address(live)).status_code == 200
    assert client.get(address(draft)).status_code == 404
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_questions_are_kept_by_nobody(client):
    quiz = a_quiz()

    page = client.get(address(quiz))

    assert "no-store" in page["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_a_quiz_that_was_taken_down_answers_410(client):
    gone = a_quiz(retires_at=timezone.now() - timedelta(minutes=1))

    assert client.get(gone.get_absolute_url()).status_code == 410
    assert client.get(address(gone)).status_code == 410
