"""Preparing the data folder: static files are collected when one of them changed, and only then."""

import os
import time

import pytest
from django.conf import settings
from django.test import override_settings

from kneesite.management.commands import prepare
from kneesite.static_storage import SMALL, HouseCompressor


@pytest.fixture
def static(tmp_path):
    """A folder with one style sheet, and an empty one to collect into."""
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "a.css").write_text("a { color: red }")
    with override_settings(
        STATICFILES_DIRS=[ours],
        STATIC_ROOT=tmp_path / "collected",
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
    ):
        yield ours


def collected(name):
    return settings.STATIC_ROOT / name


def test_static_files_are_collected_once(static):
    prepare.collect_static_files()
    collected("a.css").unlink()

    prepare.collect_static_files()

    assert not collected("a.css").exists()


def test_a_changed_file_is_collected_again(static):
    prepare.collect_static_files()
    (static / "a.css").write_text("a { color: darkgreen }")
    later = time.time() + 5  # collectstatic counts in whole seconds
    os.utime(static / "a.css", (later, later))

    prepare.collect_static_files()

    assert "darkgreen" in collected("a.css").read_text()


def test_a_large_file_is_compressed_quickly_and_a_small_one_well():
    words = b"".join(b"%d knees " % (n * n) for n in range(12_000))
    large, small = words, words[: SMALL // 2]

    assert len(large) > SMALL
    assert len(HouseCompressor.compress_brotli(large)) < len(large) / 2
    assert len(HouseCompressor.compress_brotli(small)) < len(small) / 2
