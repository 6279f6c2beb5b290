"""Files of the library that no row names: left by a process that was killed between writing a file and its row."""

import logging
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from pictures.models import Picture
from pictures.renditions import Rendition

log = logging.getLogger(__name__)
FOLDERS = {"pictures": Picture, "renditions": Rendition}
AGE = timedelta(days=1)  # a younger file may belong to a row that is being written
AT_ONCE = 500  # names in one query
FEW, SHARE = 3, 0.1  # more than these, and the files belong to another database: nothing is removed


def remove_strays() -> int:
    """The worker's job, once a day: removes stray files that are older than AGE; gives their number."""
    files = [f"{folder}/{name}" for folder in FOLDERS for name in files_in(folder)]
    strays = [name for name in unnamed(files) if is_old(name)]
    if len(strays) > max(FEW, SHARE * len(files)):
        log.warning("%s of %s picture files have no row. They stay: is this their database?", len(strays), len(files))
        return 0
    for name in strays:
        default_storage.delete(name)
    return len(strays)


def files_in(folder) -> list[str]:
    """Names of files; a folder that is not there yet has none."""
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []


def unnamed(files) -> list[str]:
    """Those that no row names."""
    found = []
    for at in range(0, len(files), AT_ONCE):
        some = files[at : at + AT_ONCE]
        named = {
            name
            for model in FOLDERS.values()
            for name in model.objects.filter(file__in=some).values_list("file", flat=True)
        }
        found += [name for name in some if name not in named]
    return found


def is_old(name) -> bool:
    """Whether it has lain there for AGE; one that is gone meanwhile has not."""
    try:
        return default_storage.get_modified_time(name) < timezone.now() - AGE
    except FileNotFoundError:
        return False
