"""Opens the finished site: prepares the data folder, then keeps the web server and the background worker running.

Only the standard library, because `--check` runs before anything is installed. Django's own work is done by manage.py.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PATIENCE = 15  # seconds that a child may take to stop before it is killed
LONGEST_REST = 30  # seconds before a worker that keeps dying is started again
TRIES = 3  # starts of the web server in a row that may fail at once


def main():
    port, workers = whole_number("PORT", 8000, 65535), whole_number("WORKERS", default_workers(), 64)
    refuse_a_taken_port(port)
    if "--check" in sys.argv:
        return
    os.environ["PORT"], os.environ["WORKERS"] = str(port), str(workers)
    keeper = Keeper(
        Child("web server", [sys.executable, "-m", "gunicorn", "--bind", f"{HOST}:{port}", "kneesite.wsgi"]),
        Child("background worker", [sys.executable, "manage.py", "work"]),
    )
    accounts = prepare()
    keeper.start()
    wait_until_open(port, keeper)
    greet(port, accounts)
    keeper.keep()


def whole_number(name, default, most):
    """A number from the environment, from 1 to `most`, or one sentence and the end."""
    text = os.environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most):
        sys.exit(f"{name} must be a number from 1 to {most}, not “{text}”.")
    return int(text)


def default_workers():
    """Two at least, so that one slow request does not close the house; one more than processors up to four."""
    return min(max(2, (os.cpu_count() or 1) + 1), 4)


def refuse_a_taken_port(port):
    """The door is tried as the web server will use it."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except OSError as error:
            reason = "is not allowed for this user" if isinstance(error, PermissionError) else "is already in use"
            sys.exit(f"Port {port} {reason}. Another one: make run PORT={8123 if port != 8123 else 8124}")


def prepare():
    """Database, static files, demo and staff accounts; what is there already is kept. Gives the accounts' text."""
    print("Preparing the database and the files ...", flush=True)
    command = [sys.executable, "manage.py", "prepare"]
    done = subprocess.run(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True, start_new_session=True)
    if done.returncode:
        sys.exit("Kneesite cannot open; above stands why.")
    return done.stdout


class Child:
    """A program in a process group of its own: Ctrl-C reaches it only through the keeper, and a kill takes all of it.

    Not in a session of its own: Linux shares the processors between sessions, and the worker's politeness would be lost.
    """

    def __init__(self, name, command):
        self.name, self.command = name, command
        self.process, self.started, self.failures = None, 0.0, 0

    def start(self):
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, cwd=HOUSE, process_group=0)

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def died_at_once(self):
        """By itself, within three seconds of its start: it will hardly do better next time. A kill is no such sign."""
        code = self.process.poll()
        return code is not None and code >= 0 and time.monotonic() - self.started < 3

    def signal(self, number):
        if self.is_running():
            self.process.send_signal(number)

    def kill(self):
        """With its children: an orphan would keep the port."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, AttributeError):
            pass


class Keeper:
    """Keeps the web server and the worker running, and stops both when it is told to."""

    def __init__(self, web, worker):
        self.web, self.worker = web, worker
        self.stopping = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)

    def stop(self, number, frame):
        """A second Ctrl-C does not wait."""
        self.stopping += 1
        if self.web.process is None:
            sys.exit("\nStopped before Kneesite was open; the next start goes on from here.")

    def start(self):
        self.web.start()
        self.worker.start()

    def keep(self):
        while not self.stopping:
            self.revive_web()
            self.revive_worker()
            time.sleep(0.2)
        self.close()

    def revive_web(self):
        if self.web.is_running() or self.stopping:
            return
        self.web.failures = self.web.failures + 1 if self.web.died_at_once() else 1
        self.web.kill()
        if self.web.failures >= TRIES:
            self.close("The web server does not start; above stands why.")
        say("The web server has ended and is started again.")
        self.web.start()

    def revive_worker(self):
        if self.worker.is_running():
            if time.monotonic() - self.worker.started > 3:
                self.worker.failures = 0
            return
        rest = min(2**self.worker.failures, LONGEST_REST)
        if time.monotonic() - self.worker.started < rest or self.stopping:
            return
        self.worker.failures += 1
        say("The background worker has ended and is started again.")
        self.worker.kill()
        self.worker.start()

    def close(self, complaint=None):
        """Asks both to finish what they are doing, and kills what does not."""
        for child in (self.web, self.worker):
            child.signal(signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while any(child.is_running() for child in (self.web, self.worker)):
            if time.monotonic() > until or self.stopping > 1:
                break
            time.sleep(0.05)
        for child in (self.web, self.worker):
            child.kill()
        if complaint:
            sys.exit(complaint)
        say("Kneesite has stopped. Nothing is lost; “make run” opens it again.")
        sys.exit(0)


def wait_until_open(port, keeper):
    """The address is printed only when somebody answers there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if keeper.stopping:
            keeper.close()
        keeper.revive_web()
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    keeper.close("The web server does not answer; above stands why.")


def greet(port, accounts):
    address = os.environ.get("SITE_URL") or f"http://{HOST}:{port}"
    say(f"\n  Kneesite is open at  {address.rstrip('/')}/\n  Staff work at        {address.rstrip('/')}/admin/\n")
    for line in accounts.rstrip().splitlines():
        say(f"  {line}".rstrip())
    say("\n  Ctrl-C stops it.\n")


def say(text):
    print(text, flush=True)


if __name__ == "__main__":
    main()
