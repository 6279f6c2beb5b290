"""Quizzes from files: the house's own loads, a broken one gets a sentence per mistake and leaves nothing behind."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.models import Quiz
from quiz.quiz_file import QuizFileError, quiz_from, read_quiz_file, split_question
from quiz.sheet import draft_sheet
from quiz.soundness import mistakes_of

GOOD = {
    "title": "How do you sleep?",
    "max": 12,
    "min_answered": 1,
    "bands": [
        {"min": 0, "max": 5, "title": "Restless", "text": "<p>Read a book.</p>"},
        {"min": 6, "max": 12, "title": "Calm", "text": "<p>Sleep well.</p><script>alert(1)</script>"},
    ],
    "messages": [{"flag": "urgent_stop", "level": "emergency", "title": "Get help first", "html": "<p>Call 999.</p>"}],
    "questions": [
        {
            "id": "gate",
            "area": "safety",
            "title": "Is any of this true?",
            "how": "List A (get help now): chest pain; a hot joint. List B (check first): an operation; pregnant.",
            "options": [
                {"id": "a", "label": "No", "points": None},
                {"id": "b", "label": "Yes, something in list A", "points": None, "flag": "urgent_stop"},
            ],
            "scored": False,
        },
        {
            "title": "Lie down. How fast do you fall asleep?",
            "area": "nights",
            "options": [
                {"id": "a", "label": "Slowly", "points": 0},
                {"id": "b", "label": "Fast", "points": 3},
                {"id": "skip", "label": "I would rather not say", "points": None},
            ],
        },
    ],
}


def a_file(**changes) -> bytes:
    return json.dumps(GOOD | changes).encode()


def sentences(raw) -> list[str]:
    with pytest.raises(QuizFileError) as refused:
        read_quiz_file(raw)
    return refused.value.sentences


@pytest.mark.django_db
def test_a_good_file_becomes_an_unpublished_quiz_that_is_sound():
    quiz = quiz_from(read_quiz_file(a_file()))

    gate, nights = quiz.items.all()
    assert (gate.gate, gate.scored, nights.text, nights.ask) == (
        True,
        False,
        "Lie down.",
        "How fast do you fall asleep?",
    )
    assert [option.label for option in nights.options.all()] == ["Slowly", "Fast"]
    assert [(band.first_score, band.title) for band in quiz.bands.all()] == [(0, "Restless"), (6, "Calm")]
    assert quiz.bands.last().text == "<p>Sleep well.</p>"
    assert (quiz.messages.get().title, quiz.messages.get().stops) == ("Get help first", True)
    assert quiz.messages.get().sign_list == ["chest pain", "a hot joint"]
    assert quiz.goes_live_at is None
    assert mistakes_of(draft_sheet(quiz)) == []


@pytest.mark.django_db
def test_the_quiz_of_the_shared_content_loads_where_it_is_present():
    path = Path(__file__).resolve().parents[3] / "shared" / "content" / "quiz.json"
    if not path.exists():
        pytest.skip("the shared content is not on this machine")

    quiz = quiz_from(read_quiz_file(path.read_bytes()))

    sheet = draft_sheet(quiz)
    assert (len(sheet.questions), len(sheet.counted), len(sheet.scored)) == (10, 9, 8)
    assert [question.most for question in sheet.scored] == [3] * 8
    assert [len(sheet.messages[flag].sign_list) for flag in ("urgent_stop", "check_first")] == [8, 7]
    unwritten = [sentence for sentence in mistakes_of(sheet) if sentence.endswith(" still has to be written.")]
    assert mistakes_of(sheet) == unwritten
    assert len(unwritten) == 4 + len(sheet.messages)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"\xff\xfe", "The file is not written in UTF-8."),
        (b"{", "The file is not valid JSON: there is a mistake in line 1."),
        (b"[]", "The file must hold one quiz: an object with title, bands and questions."),
        (b" " * 1_000_001, "The file is larger than 1 MB. That is no quiz."),
        (b"[" * 200_000, "The file is not valid JSON: there is a mistake."),
        (a_file(title=""), "The quiz: “title” is empty."),
        (a_file(title=7), "The quiz: “title” must be a text."),
        (a_file(title="a\x00b"), "The quiz: “title” holds a character that cannot be stored."),
        (a_file(max=True), "The quiz: “max” must be a whole number."),
        (a_file(max=0), "“max” must be a number from 1 to 1000, not 0."),
        (a_file(bands=[]), "There is no band, so no score would have a result."),
        (a_file(bands=[{"min": 3, "title": "x"}]), "The first band starts at 3. It has to start at 0."),
        (a_file(bands=["x"]), 'Band 1 must be an object, not "x".'),
        (
            a_file(bands=[{"min": 0, "max": 4, "title": "x"}, {"min": 6, "title": "y"}]),
            "One band ends at 4 and the next one starts at 6: that leaves a gap or overlaps.",
        ),
        (
            a_file(bands=[{"min": 0, "title": "x"}, {"min": 0, "title": "y"}]),
            "The band that starts at 0 comes after one that starts at 0. Scores must rise.",
        ),
        (a_file(questions=[{"title": "x", "options": [{"label": "y"}]}]), "Question 1 needs at least two answers."),
        (
            a_file(questions=[{"title": "x", "options": [{"label": "y", "points": -1}, {"label": "z"}]}]),
            "Question 1, answer 1: points go from 0 to 100, or are left empty.",
        ),
        (
            a_file(messages=[{"flag": "x", "title": "y", "html": "z", "level": "loud"}]),
            "Message 1: the level must be one of emergency, same_day, see_soon, note.",
        ),
    ],
)
def test_a_mistake_gets_its_sentence(raw, sentence):
    assert sentences(raw) == [sentence]


def test_all_mistakes_are_told_at_once():
    assert len(sentences(a_file(title="", max="many", questions=[{}]))) == 5


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*GOOD, *GOOD["questions"][1], "min"]), inner)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(anything)
def test_no_file_is_wrong_enough_for_a_traceback(data):
    try:
        found = read_quiz_file(json.dumps(data).encode())
    except QuizFileError as error:
        refused = error
        found = None

    assert found == data if found is not None else all(refused.sentences)


@pytest.mark.django_db
def test_the_command_loads_a_file_once_and_says_so(tmp_path, capsys):
    path = tmp_path / "sleep.json"
    path.write_bytes(a_file())

    call_command("load_quiz", path)
    with pytest.raises(CommandError, match="There is a quiz at the address “how-do-you-sleep” already"):
        call_command("load_quiz", path)

    assert "Readers do not see it yet." in capsys.readouterr().out
    assert Quiz.objects.count() == 1


@pytest.mark.django_db
def test_a_missing_file_gets_one_plain_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_quiz", tmp_path / "nothing.json")


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Sit down. How far do you get?", ("Sit down.", "How far do you get?")),
        ("How far do you get?", ("How far do you get?", "")),
        ("Sit down. Stand up.", ("Sit down. Stand up.", "")),
    ],
)
def test_what_to_do_and_the_question_are_told_apart(title, parts):
    assert split_question(title) == parts
