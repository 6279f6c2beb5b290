"""What stands between a fresh copy and an open site, in one go: database, static files, demo, staff accounts."""

import hashlib
import sys
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Prepares the data folder for serving. Keeps what is there; with nothing to do it takes a second."

    def handle(self, *args, **options):
        with ThreadPoolExecutor(1) as beside:  # compressing needs no database and the migrations no files
            collecting = None if settings.DEBUG else beside.submit(collect_static_files)
            call_command("migrate", verbosity=0)
            if collecting:
                collecting.result()
        call_command("load_demo", if_empty=True, stdout=sys.stderr)  # standard output is for the accounts alone
        call_command("make_staff", stdout=self.stdout)


def collect_static_files():
    """Collects and compresses unless the files are the ones of the last time."""
    mark = settings.STATIC_ROOT / ".collected"
    now = fingerprint()
    if mark.exists() and mark.read_text() == now:
        return
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(now)


def fingerprint() -> str:
    """Changes when any static file of ours or of a library comes, goes or changes."""
    found = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            found.update(f"{path} {storage.size(path)} {storage.get_modified_time(path).timestamp()}\n".encode())
    return found.hexdigest()
