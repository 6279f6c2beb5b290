"""A backup that was never restored is a hope. These run the real commands on a site of their own."""

import os
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from core import erasures

ROOT = Path(__file__).resolve().parents[2]


def manage(folder, *arguments):
    """Runs manage.py on a site in `folder`, on SQLite whatever the suite runs on."""
    environment = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "CACHE_URL")}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment | {"DATA_DIR": str(folder), "SQLITE_SYNC": "OFF"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    assert manage(folder, "migrate", "--verbosity=0").returncode == 0
    (folder / "media").mkdir()
    (folder / "media" / "a.txt").write_text("a picture")
    return folder


def names(site):
    with sqlite3.connect(site / "kneesite.sqlite3") as database:
        return [row[0] for row in database.execute("SELECT name FROM topics_topic ORDER BY name")]


def add_topic(site, name):
    with sqlite3.connect(site / "kneesite.sqlite3") as database:
        database.execute(
            'INSERT INTO topics_topic (name, slug, summary, introduction, body_part, asks_for_care_card, "order") '
            "VALUES (?, ?, '', '', '', 0, 1)",
            (name, name.lower()),
        )


def test_a_backup_brings_back_rows_and_files_and_keeps_what_was_there_before(site, tmp_path):
    add_topic(site, "Knees")
    assert manage(site, "backup", str(tmp_path)).returncode == 0
    [file] = tmp_path.glob("*.tar.gz")
    add_topic(site, "Added later")
    (site / "media" / "a.txt").unlink()

    done = manage(site, "restore", str(file))

    assert (done.returncode, done.stderr) == (0, "")
    assert names(site) == ["Knees"]
    assert (site / "media" / "a.txt").read_text() == "a picture"
    assert (site / "kneesite.sqlite3.before-restore").exists()
    assert file.stat().st_mode & 0o077 == 0


def test_a_damaged_backup_changes_nothing_and_says_so(site, tmp_path):
    add_topic(site, "Hips")
    manage(site, "backup", str(tmp_path))
    [file] = tmp_path.glob("*.tar.gz")
    whole = tmp_path / "unpacked"
    with tarfile.open(file) as tar:
        tar.extractall(whole, filter="data")
    with (whole / "database").open("r+b") as database:
        database.seek(5000)
        database.write(b"damage")
    forged = tmp_path / "forged.tar.gz"
    with tarfile.open(forged, "w:gz") as tar:
        for path in whole.iterdir():
            tar.add(path, path.name)
    before = names(site)

    done = manage(site, "restore", str(forged))

    assert done.returncode == 1
    assert "Nothing was changed. The database in this backup is damaged" in done.stderr
    assert names(site) == before


@pytest.mark.parametrize("content", [b"", b"no backup at all"])
def test_a_file_that_is_no_backup_gets_a_sentence(site, tmp_path, content):
    file = tmp_path / "letter.txt"
    file.write_bytes(content)

    done = manage(site, "restore", str(file))

    assert done.returncode == 1
    assert "is damaged or is not a backup of this site" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_erased_after_the_backup_is_erased_again(db, tmp_path, settings):
    settings.DATA_DIR = tmp_path
    people = {"a@example.org", "b@example.org"}
    erasures.register_replay(replay := lambda was_erased: len([p for p in people if was_erased("address", p)]))

    erasures.note_erasure("address", "A@example.org")

    try:
        assert erasures.replay() == 1
        assert "example" not in erasures.log_path().read_text()
        assert erasures.log_path().stat().st_mode & 0o077 == 0
    finally:
        erasures._replayers.remove(replay)
