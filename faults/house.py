"""A site of its own for each fault: the programs of `make run` on a free port, with a data folder to spoil."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
# What may come from outside is only where the tests' database and cache are; a house has its own.
OUR_VARIABLES = (
    "SECRET_KEY DEBUG HTTPS ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS SITE_URL TIME_ZONE EMAIL_URL DEFAULT_FROM_EMAIL "
    "S3_BUCKET S3_ENDPOINT S3_DOMAIN MEDIA_ORIGIN PORT WORKERS PROXY_COUNT SQLITE_SYNC"
).split()
OPENS_WITHIN = 240  # seconds, with the demo to load on a busy machine


class House:
    """Starts, kills and stops a site, and reads its database from outside."""

    def __init__(self, folder, **variables):
        self.folder, self.port = Path(folder), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        ours = {*OUR_VARIABLES, "DATABASE_URL", "CACHE_URL", "DJANGO_SETTINGS_MODULE"}
        self.environment = {name: value for name, value in os.environ.items() if name not in ours}
        # Each visitor names an address of its own, as behind a proxy: the limits hold per network.
        self.environment |= {"DATA_DIR": str(self.folder), "PORT": str(self.port), "PROXY_COUNT": "1", "WORKERS": "2"}
        self.environment |= variables
        self.keeper = None

    def start(self):
        """Returns when the first page is there."""
        log = open(self.folder / "house.log", "a")  # noqa: SIM115 (the process keeps it open)
        self.keeper = subprocess.Popen(
            [sys.executable, "scripts/serve.py"], cwd=TOP, env=self.environment, stdout=log, stderr=log
        )
        self.wait_until_open(OPENS_WITHIN)
        return self

    def wait_until_open(self, within):
        """Seconds until a page was served; fails when it takes longer than `within`."""
        began = time.monotonic()
        while time.monotonic() - began < within:
            if self.answers():
                return time.monotonic() - began
            assert self.keeper.poll() is None, (self.folder / "house.log").read_text()
            time.sleep(0.05)
        raise AssertionError(f"not open after {within} seconds:\n{(self.folder / 'house.log').read_text()}")

    def answers(self):
        try:
            with urllib.request.urlopen(f"{self.address}/about/", timeout=5) as answer:
                return answer.status == 200
        except (OSError, urllib.error.URLError):
            return False

    def kill_web(self):
        """As a power cut would: master and workers at once, in the middle of whatever they do."""
        self.kill("gunicorn")

    def kill_worker(self):
        """The background worker, wherever it is."""
        self.kill("manage.py work")

    def kill(self, words):
        for pid in children_of(self.keeper.pid, words):
            try:
                os.killpg(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def stop(self):
        """As Ctrl-C does; gives the exit code."""
        if self.keeper.poll() is None:
            self.keeper.send_signal(signal.SIGINT)
        return self.keeper.wait(timeout=40)

    def rows(self, query, *values):
        """What the database holds, read past Django."""
        address = f"file:{self.folder}/kneesite.sqlite3?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=10)) as database:
            return database.execute(query, values).fetchall()

    def letters_to(self, visitors, within):
        """{address of a visitor: {Message-ID}} of the letters that lie in the mail folder, once there are enough."""
        self.wait_for(lambda: len(self.letters()) >= visitors, within)
        return self.letters()

    def letters(self):
        found = {}
        for file in (self.folder / "mail").glob("*"):
            for head in file.read_text().split("Content-Type: ")[1:] or ():
                to, message_id = (
                    re.search(r"^To: (visitor\S+)", head, re.M),
                    re.search(r"^Message-ID: (\S+)", head, re.M),
                )
                if to:
                    found.setdefault(to[1], set()).add(message_id[1])
        return found

    def server_errors(self):
        """Answers of 500 and above in the access log."""
        lines = (self.folder / "house.log").read_text().splitlines()
        return [line for line in lines if re.search(r" 5\d\d \d+ ms$", line)]

    @staticmethod
    def wait_for(condition, within):
        """Whether it came true in time."""
        until = time.monotonic() + within
        while not condition():
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True

    @staticmethod
    def lives(pid):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def children_of(parent, words):
    """The process ids of the children whose command holds these words."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = (line.split(None, 2) for line in listing.splitlines())
    return [int(pid) for pid, ppid, command in rows if int(ppid) == parent and words in command]


def copy_of(prepared, folder):
    """A data folder like the prepared one, so that the demo is loaded once for all faults."""
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    return folder
