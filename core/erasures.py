"""What was erased, remembered without remembering it: keyed hashes in a file that a restore never overwrites.

A restored backup brings erased rows back; the replay erases them again. Apps say how in ready().
"""

import os
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from core.private import keyed_hash

_replayers = []


def note_erasure(kind: str, name: str):
    """Remembers that a thing was erased, for example ("enquiry", its uuid) or ("address", an e-mail address)."""
    line = f"{timezone.now().isoformat()} {erasure_hash(kind, name)}\n"
    with open(os.open(log_path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def erasure_hash(kind: str, name: str) -> str:
    """What stands in the file for a thing. Without the site's key nobody can tell whom it means."""
    return keyed_hash("erasure", kind, name.strip().lower())


def register_replay(run):
    """`run(was_erased)` erases again what a restore brought back and gives the number of rows.

    `was_erased(kind, name)` says whether a thing stands in the file.
    """
    if run not in _replayers:
        _replayers.append(run)


def replay() -> int:
    """Erases everything that the file names and that is here again; gives the number of rows."""
    erased = {line.split()[1] for line in _lines()}
    return sum(run(lambda kind, name: erasure_hash(kind, name) in erased) for run in _replayers) if erased else 0


def forget_before(moment: datetime) -> int:
    """Drops lines older than every backup that is still kept; gives their number."""
    lines = _lines()
    kept = [line for line in lines if datetime.fromisoformat(line.split()[0]) >= moment]
    if len(kept) < len(lines):
        fresh = log_path().with_suffix(".new")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write("".join(line + "\n" for line in kept))
        fresh.replace(log_path())
    return len(lines) - len(kept)


def log_path():
    """The file lies in DATA_DIR, beside the database and not in it."""
    return settings.DATA_DIR / "erasures.log"


def _lines():
    try:
        return [line for line in log_path().read_text().splitlines() if len(line.split()) == 2]
    except FileNotFoundError:
        return []
