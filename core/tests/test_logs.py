"""What never reaches a log."""

import io
import logging
from uuid import UUID

import pytest
from django.conf import settings
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from core.logs import LineFormatter, PrivateFilter, without_private
from core.private import private_token

TOKEN = private_token(UUID(int=7), 1, "follow")
LONG_NAME = "what-to-do-when-your-shoulders-hurt-after-5-hours-at-a-desk"
PUBLIC = "articles authors exercises products questions quiz topics newsletter/issues".split()
TOKENS = {
    "a private link": TOKEN,
    "a signed value": signing.dumps(["clam", 3], salt="quiz-answers"),
    "a signed value that was packed": signing.dumps(["clam"] * 40, salt="quiz-answers", compress=True),
    "a token of Django": "c8l7qp-0f2f3f9d6b0a4a7e8f1d0c5b6a7980900f2f3f9d",
    "hexadecimal": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "letters only": "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "capitals with hyphens": "Abcd-Efgh-Ijkl-Mnop-Qrst-Uvwx-Yzab-Cdef-Ghij",
    "digits within words": "a1b2-c3d4-e5f6-a7b8-c9d0-e1f2-a3b4-c5d6-e7f8",
    "long numbers": "07700900123-07700900123-07700900123-07700900123",
}


@pytest.fixture
def written():
    """A logger with our filter and formatter; gives (logger, what it wrote)."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(PrivateFilter())
    handler.setFormatter(LineFormatter("%(levelname)s %(message)s"))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger, stream.getvalue


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"Not Found: /questions/follow/{TOKEN}/", "Not Found: /questions/follow/[token]/"),
        ("/newsletter/leave/short/ 200", "/newsletter/leave/[token]/ 200"),
        ("GET /search/?q=my+sore+knee 200", "GET /search/?[query] 200"),
        ("from anna.b+c@mail.example.org.", "from [address]"),
        (f"a token alone: {TOKEN}", "a token alone: [long word]"),
        ("GET /articles/sore-knees/ 200", "GET /articles/sore-knees/ 200"),
        ("Not Found: /questions/follow/ABCDEFG HIJKLMN/", "Not Found: /questions/follow/[token]/"),
        ("GET /questions/follow/ABCDEFG%20HIJKLMN/ 404", "GET /questions/follow/[token]/ 404"),
        ("GET /newsletter/leave//half-a-token/ 404", "GET /newsletter/leave/[token]/ 404"),
        ("GET /x/anna%2540mail.example.org/ 404", "GET [address] 404"),
        ("from o'brien.secret@mail.example.org", "from [address]"),
    ],
)
def test_a_line_loses_what_tells_of_a_person(text, kept):
    assert without_private(text) == kept


@pytest.mark.parametrize("folder", PUBLIC)
def test_the_long_name_of_something_public_stays(folder):
    line = f"GET /{folder}/{LONG_NAME}/ 200"

    assert len(LONG_NAME) > 40
    assert without_private(line) == line
    assert (
        without_private(f"GET /{folder}/{LONG_NAME}/session/?e={LONG_NAME}")
        == f"GET /{folder}/{LONG_NAME}/session/?[query]"
    )


@pytest.mark.parametrize(
    "place", ["", "/", "/admin/", "/share/", "/questions/follow/", "/newsletter/", "/our-articles/"]
)
def test_the_same_words_elsewhere_go(place):
    assert LONG_NAME not in without_private(f"GET {place}{LONG_NAME}/ 200")


@pytest.mark.parametrize("folder", PUBLIC)
@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
def test_a_token_goes_even_where_a_name_belongs(folder, token):
    line = without_private(f"Not Found: /{folder}/{token}/")

    assert token[:40] not in line
    assert "[long word]" in line


@given(st.uuids(), st.integers(1, 9))
def test_no_private_token_looks_like_a_name(number, version):
    token = private_token(number, version, "follow")

    assert token not in without_private(f"GET /questions/{token}/ 404")


def test_arguments_of_a_message_are_cleaned_too(written):
    logger, text = written

    logger.warning("Not Found: %s by %s", f"/questions/follow/{TOKEN}/", "anna@example.org")

    assert text() == "WARNING Not Found: /questions/follow/[token]/ by [address]\n"


def test_a_traceback_tells_where_and_not_with_what(written):
    logger, text = written

    try:
        raise ValueError("my private words")
    except ValueError:
        logger.exception("It failed")

    lines = text().splitlines()
    assert lines[:2] == ["ERROR It failed", "ValueError"]
    assert "test_logs.py" in lines[2]
    assert "private words" not in text()


def test_a_text_that_another_handler_wrote_before_is_not_taken_over(written):
    logger, text = written
    other = logging.StreamHandler(io.StringIO())
    logger.handlers.insert(0, other)

    try:
        raise ValueError("my private words")
    except ValueError:
        logger.exception("It failed")

    assert "private words" in other.stream.getvalue()
    assert "private words" not in text()


def test_a_wrong_log_call_does_not_stop_the_work(written):
    logger, text = written

    logger.warning("%d", "not a number")

    assert text() == "WARNING %d\n"


def test_everything_of_ours_is_logged_through_the_filter():
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["private"]
    assert settings.LOGGING["root"]["handlers"] == ["stderr"]
    assert {tuple(one["handlers"]) for one in settings.LOGGING["loggers"].values()} == {("stderr",)}
