"""A site with demo content is prepared once; each fault gets a copy of it to break."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from faults.house import TOP, House, copy_of


@pytest.fixture(scope="session")
def is_short():
    """SHORT=1, the form that CI runs: fewer rounds of the same."""
    return os.environ.get("SHORT", "0") not in ("", "0")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """The data folder of a site with demo content that nobody has opened yet."""
    folder = tmp_path_factory.mktemp("prepared")
    environment = House(folder).environment
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=TOP, env=environment, check=True, capture_output=True)
    with closing(sqlite3.connect(folder / "kneesite.sqlite3")) as database, database:
        database.execute("UPDATE advisor_desk SET answers_a_day = 10000")  # or the form closes when many have asked
        database.execute(
            "UPDATE pictures_picture SET renditions_made_at = '2026-01-01'"
        )  # the worker has other work here
    return folder


@pytest.fixture
def house(prepared, tmp_path):
    """An open site of its own."""
    house = House(copy_of(prepared, tmp_path / "data"))
    house.start()
    yield house
    house.stop()
