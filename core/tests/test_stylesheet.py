"""The joined style sheet: its order, and that every way of serving static files finds it."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.test import override_settings

from core.stylesheet import PARTS, JoinedStylesheetFinder, joined, write_joined

SOURCES = settings.BASE_DIR / "static" / "css"


@pytest.fixture
def folder(tmp_path):
    """A folder with one short rule in each part."""
    for part in PARTS:
        (tmp_path / f"{part}.css").write_text(f"/* {part} */\n  .{part} {{ color: red; }}\n\n")
    return tmp_path


def test_parts_are_joined_in_the_order_of_the_layers_without_comments_and_indentation(folder):
    text = joined(folder)

    assert text == "".join(f".{part} {{ color: red; }}\n" for part in PARTS)


def test_our_style_sheets_hold_no_string_that_looks_like_a_comment():
    text = "".join((SOURCES / f"{part}.css").read_text() for part in PARTS)

    strings = re.findall(r'"[^"\n]*"', re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))

    assert strings
    assert [string for string in strings if "/*" in string or "*/" in string] == []


def test_a_changed_part_is_joined_again(folder, tmp_path):
    target = tmp_path / "joined" / "site.css"
    write_joined(folder, target)
    (folder / "print.css").write_text(".print { color: blue; }\n")

    write_joined(folder, target)

    assert target.read_text() == joined(folder)
    assert target.read_text().endswith(".print { color: blue; }\n")


def test_an_unchanged_file_is_not_written_again(folder, tmp_path):
    target = tmp_path / "joined" / "site.css"
    write_joined(folder, target)
    before = target.stat().st_mtime_ns

    write_joined(folder, target)

    assert target.stat().st_mtime_ns == before


def test_the_finders_offer_the_joined_file_and_nothing_else_of_ours():
    found = finders.find("css/site.css")

    assert Path(found).read_text() == joined(SOURCES)
    assert JoinedStylesheetFinder().find("css/other.css") == []
    assert JoinedStylesheetFinder().find("css/site.css", find_all=True) == [found]


def test_collected_static_files_hold_the_joined_sheet_with_the_hashed_font(tmp_path):
    manifest = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    storages = settings.STORAGES | {"staticfiles": manifest}

    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)

    (sheet,) = (tmp_path / "css").glob("site.????????????.css")
    (font,) = (tmp_path / "fonts").glob("commissioner.????????????.woff2")
    assert re.findall(r'url\("([^"]+)"\)', sheet.read_text()) == [f"../fonts/{font.name}"]


def test_the_sheet_weighs_at_most_ten_kilobytes_on_the_wire():
    weight = len(brotli.compress(joined(SOURCES).encode(), quality=11))

    assert 5_000 < weight <= 10_000


def test_the_joined_file_lies_in_the_data_folder_not_among_the_sources():
    finder = JoinedStylesheetFinder()

    assert isinstance(finder.storage, FileSystemStorage)
    assert [path for path, _ in finder.list([])] == ["css/site.css"]
    assert Path(finder.storage.location) == settings.DATA_DIR / "joined"
