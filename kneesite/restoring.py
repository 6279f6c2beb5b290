"""Brings a backup back: checks it first, swaps it in, and erases again what was erased since."""

import json
import sqlite3
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from core import erasures
from kneesite.backups import DATABASE, MANIFEST, MEDIA, BackupProblem, fingerprint, rows_of, run_postgres


def restore_backup(file: Path) -> dict:
    """Restores database and media; gives {"rows", "files", "erased_again"}. Raises BackupProblem with a sentence.

    What was there before stays beside it under names ending in ".before-restore".
    """
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as scratch:
        found = unpack(file, Path(scratch))
        check(Path(scratch), found)
        take_database(Path(scratch) / DATABASE)
        files = take_media(Path(scratch) / MEDIA)
    call_command("migrate", verbosity=0, interactive=False)
    return {"rows": sum(found["rows"].values()), "files": files, "erased_again": erasures.replay()}


def unpack(file: Path, scratch: Path) -> dict:
    """Unpacks without following links or leaving the folder; gives the manifest."""
    try:
        with tarfile.open(file) as tar:
            tar.extractall(scratch, filter="data")
        return json.loads((scratch / MANIFEST).read_text())
    except FileNotFoundError:
        raise BackupProblem(f"{file} is not there, or is not a backup of this site.") from None
    except (tarfile.TarError, OSError, EOFError, ValueError):
        raise BackupProblem(f"{file} is damaged or is not a backup of this site.") from None


def check(scratch: Path, found: dict):
    """The database is the one that was written, for this kind of database, whole and with every row."""
    copy = scratch / DATABASE
    if found.get("vendor") != connection.vendor:
        raise BackupProblem(f"This backup is of {found.get('vendor')}, but the site runs on {connection.vendor}.")
    if fingerprint(copy) != found.get("database"):
        raise BackupProblem("The database in this backup is damaged: its fingerprint is another one.")
    if connection.vendor == "sqlite":
        with sqlite3.connect(copy) as database:
            answer = database.execute("PRAGMA integrity_check").fetchone()[0]
        database.close()
        if answer != "ok" or rows_of(copy) != found["rows"]:
            raise BackupProblem("The database in this backup does not pass its own check.")


def take_database(copy: Path):
    """Puts the copy in the place of the database. The site should be stopped; a running one meets a moment of errors."""
    if connection.vendor != "sqlite":
        connections.close_all()
        run_postgres("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--dbname",
                     str(connection.settings_dict["NAME"]), str(copy))  # fmt: skip
        return
    target = Path(connection.settings_dict["NAME"])
    connections.close_all()
    for ending in ("", "-wal", "-shm"):
        old = Path(f"{target}{ending}")
        if old.exists():
            old.replace(f"{target}.before-restore{ending}")
    copy.replace(target)
    target.chmod(0o600)


def take_media(media: Path) -> int:
    """Puts the files of the backup in the place of the media; gives their number."""
    if not media.is_dir():
        return 0
    root = Path(settings.MEDIA_ROOT)
    before = root.with_name(root.name + ".before-restore")
    if root.exists():
        number = 1
        while before.exists():
            before, number = root.with_name(f"{root.name}.before-restore-{number}"), number + 1
        root.rename(before)
    media.rename(root)
    return sum(1 for path in root.rglob("*") if path.is_file())
