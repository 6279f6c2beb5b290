"""What never reaches a log."""

import io
import logging
from uuid import UUID

import pytest
from django.conf import settings

from core.logs import LineFormatter, PrivateFilter, without_private
from core.private import private_token

TOKEN = private_token(UUID(int=7), 1, "follow")


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
    ],
)
def test_a_line_loses_what_tells_of_a_person(text, kept):
    assert without_private(text) == kept


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
