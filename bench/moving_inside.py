"""What bench/moving.py runs: `python -m bench.moving_inside reading small.xml large.xml`, each file in a process of its own."""

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402 (settings first)

from articles.models import Article  # noqa: E402
from kneesite.moving import wxr  # noqa: E402

TABLE = f"{'':<12}{'MB':>6}{'posts':>8}{'seconds':>9}{'MB/s':>7}{'posts/s':>9}{'CPU ms/post':>13}{'peak MB':>9}{'more than before':>18}"


def main():
    act, *files = sys.argv[1:]
    if act == "reading":
        print(TABLE)
    before = None
    for file in files:
        before = measured(act, Path(file), before)


def measured(act, file, before):
    """Prints a line; gives the most memory of the process, in MB."""
    with tempfile.TemporaryDirectory(prefix="kneesite-bench-") as folder:
        command = [sys.executable, "-m", "bench.moving_inside", f"one {act}", str(file)]
        said = subprocess.run(
            command, env=os.environ | {"DATA_DIR": folder}, capture_output=True, text=True, check=True
        )
    posts, seconds, processor, peak = (float(part) for part in said.stdout.split()[-4:])
    size = file.stat().st_size / 1e6
    each = processor / posts * 1000
    more = f"{peak - before:.1f}" if before else ""
    speed = f"{seconds:>9.1f}{size / seconds:>7.1f}{posts / seconds:>9.1f}{each:>13.1f}"
    print(f"{act:<12}{size:>6.0f}{posts:>8,.0f}{speed}{peak:>9.1f}{more:>18}", flush=True)
    return peak


def one(act, file):
    """In a process and a data folder of its own; prints posts, seconds, processor time and memory."""
    begun, worked, watch = time.perf_counter(), time.process_time(), Watch()
    if act == "reading":
        posts = sum(isinstance(thing, wxr.Item) for thing in wxr.read(file))
    else:
        call_command("migrate", verbosity=0)
        begun, worked = time.perf_counter(), time.process_time()
        with open(os.devnull, "w") as nowhere:
            call_command("import_wordpress", file, stdout=nowhere)
        posts = Article.objects.count()
    seconds = time.perf_counter() - begun
    print(posts, seconds, time.process_time() - worked, watch.most())


class Watch:
    """The most memory of its own that this process has. What SQLite maps of its file belongs to the system's cache."""

    def __init__(self):
        self.peak, self.stop = 0.0, threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self):
        while not self.stop.wait(0.1):
            self.peak = max(self.peak, own_memory())

    def most(self) -> float:
        """In MB."""
        self.stop.set()
        self.thread.join()
        return self.peak or own_memory()


def own_memory() -> float:
    """In MB; where the system does not tell, all that it ever counted for this process."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.read_text().partition("RssAnon:")[2].split()[0]) / 1024


if __name__ == "__main__":
    one(sys.argv[1].removeprefix("one "), sys.argv[2]) if sys.argv[1].startswith("one ") else main()
