"""Reads settings from the environment and says in one sentence which value is wrong. No Django here."""

import os
import secrets
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import environ

env = environ.Env()


def stop(sentence):
    """Ends the start with one plain sentence instead of a traceback."""
    sys.exit(f"Kneesite does not start: {sentence}")


def read(kind, name, default):
    """The value of a variable; `kind` is a method of environ.Env such as "int", "bool" or "list".

    A value that cannot be understood stops the start with a sentence that names it.
    """
    try:
        return getattr(env, kind)(name, default=default)
    except Exception:  # environ raises many kinds, all meaning the same to the owner
        stop(f"{name} has a value that cannot be understood as {kind}. Mend it or leave it out.")


def yes_no(name, default):
    """A switch: 1 or 0 and the usual words. `environ` takes any other word for "no", which hides typing errors."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    stop(f"{name} must be 1 or 0.")


def database(name, default) -> dict:
    """The database an address names: SQLite or PostgreSQL; with others the search index would not work."""
    found = read("db", name, default)
    if found["ENGINE"] not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
        stop(f"{name} must begin with sqlite:/// or postgres://.")
    return found


def whole_number(name, default, least=0, most=None):
    """A whole number of at least `least` and, where there is a limit, at most `most`."""
    value = read("int", name, default)
    if value is not None and most is not None and value > most:
        stop(f"{name} must be at most {most}.")
    if value is not None and value < least:
        stop(f"{name} must be at least {least}.")
    return value


def time_zone(name, default):
    """The name of a time zone that the system knows, such as Europe/London."""
    value = env.str(name, default=default)
    try:
        ZoneInfo(value)
    except Exception:
        stop(f"{name} is not a time zone this machine knows. An example is Europe/London.")
    return value


def secret_key(data_dir: Path, https: bool) -> str:
    """The key from SECRET_KEY; while HTTPS is off, one made once and kept in DATA_DIR (mode 600)."""
    key = env.str("SECRET_KEY", default="")
    if key:
        return key
    if https:
        stop("with HTTPS=1 it needs SECRET_KEY, a long random text that only this site knows.")
    path = data_dir / "secret-key"
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(60))
    except FileExistsError:
        pass
    return path.read_text().strip()


def folder(name, default) -> Path:
    """A folder that exists afterwards and can be written to."""
    path = Path(env.str(name, default=str(default))).absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        stop(f"{name} names a folder that cannot be made: {path}.")
    return path
