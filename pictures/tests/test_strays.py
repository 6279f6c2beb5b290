"""Files that nobody names any more: put aside after a day, gone a month later, and never those of somebody else."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.utils import timezone

from pictures import strays
from pictures.models import Rendition
from pictures.renditions import make_renditions
from pictures.strays import remove_strays
from pictures.tests.factories import a_picture

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.fixture(autouse=True)
def _an_empty_storage(settings, tmp_path):
    settings.MEDIA_ROOT, settings.DATA_DIR = tmp_path / "media", tmp_path


def a_file(name, hours):
    """A file of the storage that has lain there for some hours."""
    default_storage.save(name, ContentFile(b"x"))
    grow_old(name, hours)


def grow_old(name, hours):
    written = time.time() - hours * HOUR
    os.utime(default_storage.path(name), (written, written))


def files():
    root = Path(default_storage.location)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_a_file_without_a_row_goes_after_a_day_and_everything_else_stays():
    picture = a_picture()
    make_renditions(picture)
    kept = {picture.file.name, *Rendition.objects.values_list("file", flat=True)}
    for name in kept:
        grow_old(name, 100)
    a_file("pictures/stray.webp", 25)
    a_file("renditions/1-320-stray.avif", 25)
    a_file("pictures/young.webp", 23)
    a_file("share/card.png", 100)

    assert remove_strays() == 2

    assert files() >= kept
    assert files() - kept == {"pictures/young.webp", "share/card.png"}


def put_aside():
    """What lies aside, by its name in the storage."""
    return {str(path.relative_to(run)): path for run in strays.aside().iterdir() for path in run.rglob("*.webp")}


def days_later(days):
    """What lies aside was put there so many days ago."""
    for run in strays.aside().iterdir():
        run.rename(run.with_name(f"{timezone.now() - timedelta(days=days):{strays.RUN}}"))


def test_a_file_without_a_row_can_be_put_back_for_a_month():
    a_picture()
    a_file("pictures/of-a-newer-database.webp", 25)

    remove_strays()
    days_later(29)
    remove_strays()

    assert put_aside()["pictures/of-a-newer-database.webp"].read_bytes() == b"x"


def test_a_file_that_was_put_aside_goes_for_good_after_a_month():
    a_picture()
    a_file("pictures/stray.webp", 25)

    remove_strays()
    assert put_aside()
    days_later(31)
    remove_strays()

    assert not put_aside()


def test_a_bucket_that_another_site_may_use_too_loses_nothing(settings):
    """A copy of the database on trial knows nothing of the pictures that came since; no backup holds them."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    a_picture()
    default_storage.save("pictures/of-the-other-site.webp", ContentFile(b"x"))
    storages["default"]._resolve("pictures/of-the-other-site.webp").modified_time = timezone.now() - timedelta(days=2)

    assert remove_strays() == 0

    assert default_storage.exists("pictures/of-the-other-site.webp")


def test_a_database_that_names_none_of_the_files_is_not_theirs_however_few_they_are(caplog):
    a_file("pictures/other.webp", 100)

    assert remove_strays() == 0

    assert files() == {"pictures/other.webp"}
    assert "1 of 1 picture files have no row" in caplog.text


def test_where_most_files_have_no_row_they_are_of_another_database_and_stay(caplog):
    for number in range(4):
        a_file(f"pictures/other-{number}.webp", 100)

    assert remove_strays() == 0

    assert len(files()) == 4
    assert "4 of 4 picture files have no row" in caplog.text


def test_a_library_without_any_file_has_no_strays():
    assert remove_strays() == 0


def test_strays_are_found_by_few_questions_however_many_files_there_are(django_assert_num_queries):
    for number in range(8):
        a_file(f"pictures/young-{number}.webp", 1)

    with django_assert_num_queries(2):
        remove_strays()
