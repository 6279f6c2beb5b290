"""Files of the library that no row names: left by a process that was killed between writing a file and its row.

The rows at hand may be older than the files: a copy of the database on trial, or one brought back from a backup. Nothing
here can tell. So a file is put aside first, where it can be fetched from, and only the files of this machine are: a
bucket may serve another site, and no backup of ours holds what lies in it.
"""

import logging
import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils import timezone

from pictures.models import Picture
from pictures.renditions import Rendition

log = logging.getLogger(__name__)
FOLDERS = {"pictures": Picture, "renditions": Rendition}
AGE = timedelta(days=1)  # a younger file may belong to a row that is being written
KEPT = timedelta(days=30)  # as long as a backup is: a database that is brought back finds its files
AT_ONCE = 500  # names in one query
FEW, SHARE = 3, 0.1  # more than these, and the files belong to another database: nothing is touched
RUN = "%Y%m%d-%H%M%S"


def remove_strays() -> int:
    """The worker's job, once a day: puts stray files that are older than AGE aside for KEPT; gives their number."""
    if not isinstance(default_storage, FileSystemStorage):
        return 0
    empty_aside()
    files = [f"{folder}/{name}" for folder in FOLDERS for name in files_in(folder)]
    nameless = unnamed(files)
    strays = [name for name in nameless if is_old(name)]
    if strays and (len(nameless) == len(files) or len(strays) > max(FEW, SHARE * len(files))):
        log.warning("%s of %s picture files have no row. They stay: is this their database?", len(strays), len(files))
        return 0
    if strays:
        put_aside(strays)
    return len(strays)


def aside() -> Path:
    """Where they lie: not below the folder that readers see."""
    return settings.DATA_DIR / "stray-pictures"


def put_aside(strays):
    """Each keeps its name below a folder of this run: moved back, it is what it was."""
    run = aside() / timezone.now().strftime(RUN)
    for name in strays:
        target = run / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.move(default_storage.path(name), target)
        except FileNotFoundError:  # gone meanwhile
            continue
    log.warning("%s picture files without a row were put aside in %s", len(strays), run)


def empty_aside():
    """What has lain aside for KEPT goes for good; the name of its folder says since when."""
    oldest = (timezone.now() - KEPT).strftime(RUN)
    for run in aside().iterdir() if aside().is_dir() else ():
        if run.name < oldest:
            shutil.rmtree(run, ignore_errors=True)


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
