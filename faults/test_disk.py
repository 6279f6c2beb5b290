"""The disk is full: nobody is thanked for what was not stored, reading goes on, and with room again all is well."""

import os
import shutil
import subprocess
import time

import pytest

from faults.house import House, copy_of
from faults.visitor import FASTEST, Visitor

ROOM = 200 * 2**20  # bytes of the small disk beyond what the site has already


@pytest.fixture
def small_disk(prepared, tmp_path):
    """A folder on a disk of its own that can be filled."""
    folder = tmp_path / "disk"
    folder.mkdir()
    size = sum(file.stat().st_size for file in prepared.rglob("*") if file.is_file()) + ROOM
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("A small disk of its own can only be made by root.")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def house_on_a_small_disk(prepared, small_disk):
    """An open site whose data folder is on the small disk."""
    house = House(copy_of(prepared, small_disk / "data"))
    house.start()
    yield house
    house.stop()


def test_on_a_full_disk_nothing_is_acknowledged_falsely_and_reading_goes_on(house_on_a_small_disk, small_disk):
    house = house_on_a_small_disk
    visitors = [Visitor(house, number) for number in range(6)]
    for visitor in visitors:
        visitor.fetch_question_form(time.monotonic() + 60)
    time.sleep(FASTEST)
    reader = Visitor(house, 99)

    fill(small_disk)
    answers = [visitor.open("/questions/ask/check/", visitor.form) for visitor in visitors]
    pages = [reader.open(address) for address in fresh_addresses()]
    (small_disk / "filler").unlink()

    refused = [status for status, _, _ in answers if status == 503]
    thanked = sum(1 for status, _, _ in answers if status == 302)
    assert refused, "there was still room: the test proved nothing"
    assert all("please send it again" in page for status, _, page in answers if status == 503)
    assert stored(house) == thanked
    assert [status for status, _, _ in pages] == [200] * len(pages)

    for visitor in visitors:
        visitor.send()  # the same form again, as the page asks for
    assert stored(house) == len(visitors)
    assert house.rows("PRAGMA integrity_check") == [("ok",)]


def fill(disk) -> None:
    """To the last byte; what the site itself frees is taken as well."""
    with open(disk / "filler", "ab", buffering=0) as filler:
        while free := shutil.disk_usage(disk).free:
            try:
                filler.write(os.urandom(min(free, 2**20)))
            except OSError:
                return


def fresh_addresses():
    """Pages that no cache holds."""
    pages = ["/", "/articles/", "/exercises/", "/products/", "/questions/", "/search/?q=knee", "/about/"]
    return [f"{page}{'&' if '?' in page else '?'}fresh=1" for page in pages]


def stored(house) -> int:
    return house.rows("SELECT COUNT(*) FROM advisor_enquiry WHERE email LIKE '%@faults.example'")[0][0]
