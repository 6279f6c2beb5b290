"""A value that cannot be understood stops the start with one sentence that names it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from kneesite import environment


@pytest.fixture
def variable(monkeypatch):
    return lambda value: monkeypatch.setenv("TRIED", value)


@pytest.mark.parametrize("value", ["maybe", "2", "ja", "tru"])
def test_a_switch_that_is_neither_on_nor_off_stops_the_start(variable, value):
    variable(value)

    with pytest.raises(SystemExit, match="TRIED must be 1 or 0"):
        environment.yes_no("TRIED", False)


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("on", True), (" YES ", True), ("0", False), ("off", False), ("", True)]
)
def test_a_switch_takes_the_usual_words_and_its_default(variable, value, meant):
    variable(value)

    assert environment.yes_no("TRIED", True) is meant


@pytest.mark.parametrize(
    ("value", "sentence"), [("many", "cannot be understood as int"), ("-1", "at least 0"), ("1.5", "as int")]
)
def test_a_number_that_is_none_stops_the_start(variable, value, sentence):
    variable(value)

    with pytest.raises(SystemExit, match=sentence):
        environment.whole_number("TRIED", 3)


def test_a_place_that_is_no_time_zone_stops_the_start(variable):
    variable("Kneeland/Patella")

    with pytest.raises(SystemExit, match="TRIED is not a time zone"):
        environment.time_zone("TRIED", "Europe/London")


def test_a_folder_that_cannot_be_made_stops_the_start(variable, tmp_path):
    (tmp_path / "file").write_text("")
    variable(str(tmp_path / "file" / "folder"))

    with pytest.raises(SystemExit, match="TRIED names a folder that cannot be made"):
        environment.folder("TRIED", tmp_path)


def test_a_key_is_made_once_and_kept_for_the_owner_only(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    keys = {environment.secret_key(tmp_path, https=False) for _ in range(2)}

    assert [len(key) > 50 for key in keys] == [True]
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_with_https_a_key_must_be_given(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(SystemExit, match="needs SECRET_KEY"):
        environment.secret_key(tmp_path, https=True)


@pytest.mark.parametrize(
    "wrong",
    [{"DATABASE_URL": "oracel://x"}, {"CACHE_URL": "nonsense"}, {"SITE_URL": "example"}, {"EMAIL_URL": "pigeon://x"}],
)
def test_the_whole_start_ends_with_one_sentence_and_no_traceback(wrong, tmp_path):
    (name,) = wrong
    start = [sys.executable, "-c", "import kneesite.settings"]

    ended = subprocess.run(
        start,
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATA_DIR": str(tmp_path)} | wrong,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert ended.returncode == 1
    assert ended.stderr.startswith("Kneesite does not start: ")
    assert name in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
