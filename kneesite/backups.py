"""A backup is one tar file: the database as it was at one moment, the media, and a manifest that proves both."""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

MANIFEST, DATABASE, MEDIA = "manifest.json", "database", "media"


class BackupProblem(Exception):  # noqa: N818 (shown to the owner as a sentence)
    """Something that the owner has to know, in one sentence."""


def write_backup(folder: Path) -> Path:
    """Writes `kneesite-<time>.tar.gz` into the folder while the site runs; gives its path (mode 600)."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"kneesite-{timezone.now():%Y%m%d-%H%M%S}.tar.gz"
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        copy = Path(scratch) / DATABASE
        copy_database(copy)
        unfinished = Path(scratch) / "unfinished.tar.gz"
        with (
            open(os.open(unfinished, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file,
            tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar,
        ):
            tar.add(copy, DATABASE)
            media = add_media(tar)
            add_bytes(tar, MANIFEST, json.dumps(manifest(copy, media), indent=1).encode())
            file.flush()
        unfinished.replace(target)
    return target


def manifest(copy, media) -> dict:
    """What the backup holds: the kind of database, its fingerprint, rows per table where they can be counted."""
    return {
        "made_at": timezone.now().isoformat(),
        "vendor": connection.vendor,
        "database": fingerprint(copy),
        "rows": rows_of(copy) if connection.vendor == "sqlite" else {},
        "media_files": media,
    }


def copy_database(target: Path):
    """The database at one moment. SQLite's own backup waits for nobody; PostgreSQL's is pg_dump."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(target) as copy:
            connection.connection.backup(copy)
        copy.close()
    else:
        run_postgres("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def run_postgres(program, *arguments):
    """Runs one of PostgreSQL's programs on our database; the password travels in the environment."""
    if not shutil.which(program):
        raise BackupProblem(f"This machine has no {program}. Install PostgreSQL's client programs.")
    wanted = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = os.environ | {name: str(wanted[key]) for name, key in names.items() if wanted.get(key)}
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupProblem(
            f"{program} did not work: {done.stderr.strip().splitlines()[-1][:200] if done.stderr else ''}"
        )


def add_media(tar) -> int:
    """Adds uploaded files; gives their number. Files on S3 have their own copies there."""
    root, count = Path(settings.MEDIA_ROOT), 0
    if "FileSystem" not in settings.STORAGES["default"]["BACKEND"] or not root.is_dir():
        return 0
    for path in sorted(root.rglob("*")):
        if path.is_file():
            tar.add(path, f"{MEDIA}/{path.relative_to(root)}", recursive=False)
            count += 1
    return count


def add_bytes(tar, name, data):
    """A small file made in memory."""
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = len(data), 0o600, int(timezone.now().timestamp())
    tar.addfile(info, io.BytesIO(data))


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def rows_of(path: Path) -> dict[str, int]:
    """{table: rows} of a SQLite file."""
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
    with sqlite3.connect(path) as copy:
        there = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        counts = {
            name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 (our own table names)
            for name in tables
            if name in there
        }
    copy.close()
    return counts
