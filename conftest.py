"""What every test of the house starts from: a data folder of its own, known settings, empty caches.

Fixtures of one app belong in that app's tests; factories are plain functions, not fixtures.
"""

import atexit
import hashlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import override_settings

from faults.house import OUR_VARIABLES

DATA_DIR = Path(tempfile.mkdtemp(prefix="kneesite-tests-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
KEY_PREFIX = f"tests-{os.getpid()}"  # two runs on one Redis neither see nor empty each other's cache


def start_django():
    """With our environment. DJANGO_SETTINGS_MODULE must not be set before, nor be handed on to parallel processes:
    pytest-django would load the settings before this file is read."""
    if settings.configured:
        raise pytest.UsageError("Please unset DJANGO_SETTINGS_MODULE: the tests choose their settings themselves.")
    for name in OUR_VARIABLES:
        os.environ.pop(name, None)
    for folder in ("static", "media"):
        (DATA_DIR / folder).mkdir()
    os.environ["DATA_DIR"] = str(DATA_DIR)
    os.environ["DJANGO_SETTINGS_MODULE"] = "kneesite.settings"
    os.environ["SECRET_KEY"] = "the same in each process of a parallel run, for tokens in the names of tests"
    django.setup()
    settings.CACHES["default"]["KEY_PREFIX"] = KEY_PREFIX  # an address such as CACHE_URL cannot carry it
    del os.environ["DJANGO_SETTINGS_MODULE"], os.environ["SECRET_KEY"]


start_django()


@pytest.fixture(scope="session", autouse=True)
def _settings_of_the_tests():
    """Quick passwords, and static files without a collected manifest: neither changes what a page says."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=settings.STORAGES
        | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
    ):
        yield


@pytest.fixture(autouse=True)
def _empty_caches():
    """No test sees what another one left in a cache."""
    empty_caches()


def empty_caches():
    """Also for fixtures of a whole module, which begin before the one of a single test."""
    for cache in caches.all():
        empty(cache)


def empty(cache):
    """Removes our own keys only: clear() would empty the whole Redis database, with the keys of other runs."""
    if not hasattr(cache._cache, "get_client"):
        cache.clear()
        return
    client = cache._cache.get_client(write=True)
    if keys := list(client.scan_iter(match=f"*{KEY_PREFIX}:*")):
        client.delete(*keys)


def migrated_copy():
    """Where a freshly migrated SQLite file is kept for the next run; its name changes with every migration."""
    digest = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(file.name.encode() + file.read_bytes())
    digest.update(Path(__file__).with_name("kneesite").joinpath("roles.py").read_bytes())  # a migration reads it
    return Path(tempfile.gettempdir()) / f"kneesite-migrated-{os.getuid()}-{digest.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb():
    """Migrating takes longer than most tests; on SQLite a run begins with the file that the last run migrated."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") and migrated_copy().exists():
        shutil.copy(migrated_copy(), settings.DATABASES["default"]["TEST"]["NAME"])
        return True
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """pytest-django's own, then a copy of the migrated file for the next run."""
    if connection.vendor == "sqlite" and not migrated_copy().exists():
        with django_db_blocker.unblock():
            unfinished = migrated_copy().with_suffix(f".{os.getpid()}")
            connection.ensure_connection()
            with sqlite3.connect(unfinished) as copy:
                connection.connection.backup(copy)
            copy.close()
            unfinished.replace(migrated_copy())
    with django_db_blocker.unblock():
        connection.features.supports_json_field  # noqa: B018 (asks the database once a process; no page pays for it)
