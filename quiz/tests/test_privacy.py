"""No answer is kept with anybody: not in a table, a cookie, an address or a log."""

import logging
import re

import pytest
from django.apps import apps
from django.core import signing
from django.core.cache import cache

from quiz.answers import SALT
from quiz.models import Count, Option
from quiz.tests.factories import a_quiz, an_item

pytestmark = pytest.mark.django_db
MARKER = "Zebrafinch"


def hidden(page):
    return re.search(r'name="answers"[^>]*value="([^"]*)"', page.content.decode()).group(1)


def test_marker_answers_appear_in_no_table_log_cookie_or_address(client, caplog):
    caplog.set_level(logging.DEBUG)
    quiz = a_quiz(questions=0)
    for place in range(3):
        an_item(quiz, f"Question {place}?", ((f"{MARKER} yes", 3), ("no", 0)), order=place)
    address = f"/quiz/{quiz.slug}/questions/"
    page, states, cookies = client.get(address), [], []
    while page.templates[0].name != "quiz/quiz_result.html":
        option = Option.objects.get(item=page.context["item"], label=f"{MARKER} yes")
        page = client.post(address, {"answers": hidden(page), "answer": option.pk})
        states.append(hidden(page))
        cookies += [f"{name}={cookie.value}" for name, cookie in page.cookies.items()]

    nonce = signing.loads(states[-1], salt=SALT)[2]
    stored = "\n".join(repr(row) for model in apps.get_models() for row in model._base_manager.values_list())
    log = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert f"{MARKER} yes" in stored  # what was asked is stored, so a leak could be seen
    for secret in (nonce, *states):
        assert secret not in stored
        assert secret not in log
        assert secret not in "".join(cookies)
    assert MARKER not in log + "".join(cookies)
    assert page.request["QUERY_STRING"] == ""


def test_counts_stand_alone_and_cannot_be_joined_to_one_reader(client):
    quiz = a_quiz(questions=2)
    address = f"/quiz/{quiz.slug}/questions/"
    page = client.get(address)
    for _ in range(2):
        page = client.post(address, {"answers": hidden(page), "skip": "1"})

    assert {field.name for field in Count._meta.fields} == {"id", "quiz", "day", "what", "number"}
    assert Count.objects.count() == 3


def test_the_hidden_field_cannot_be_changed(client):
    quiz = a_quiz(questions=1)
    address = f"/quiz/{quiz.slug}/questions/"
    state = hidden(client.get(address))

    page = client.post(address, {"answers": state[:-1] + ("a" if state[-1] != "a" else "b"), "skip": "1"})

    assert "We could not read what you had answered so far" in page.content.decode()


def test_what_is_cached_is_the_quiz_and_never_an_answer(client, monkeypatch):
    kept = []
    monkeypatch.setattr(cache, "set", lambda key, value, *rest: kept.append(key))
    quiz = a_quiz(questions=1)
    address = f"/quiz/{quiz.slug}/questions/"

    client.post(address, {"answers": hidden(client.get(address)), "skip": "1"})

    assert {key.partition(":")[0] for key in kept} == {"quiz-sheet"}
