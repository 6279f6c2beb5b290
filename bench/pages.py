"""What a page costs: hello world, an article from the page cache, and the same article made afresh.

The three are asked in turn, round after round, by the same client on the same machine; the median round counts.
"""

import itertools
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.load import Round, fetch, measure
from faults.house import TOP, House, children_of, free_port

ROUNDS, SECONDS = 5, 2.0
COLUMNS = f"{'page':<22}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>9}{'bytes':>9}"


def run():
    with tempfile.TemporaryDirectory(prefix="kneesite-bench-") as folder:
        house = House(folder)
        hello_port, hello = start_hello(Path(folder))
        try:
            house.start()
            (web,) = children_of(house.keeper.pid, "gunicorn")
            report(rounds(targets(house.port, web, hello_port, hello.pid)))
        finally:
            hello.terminate()
            hello.wait(timeout=20)
            house.stop()


def start_hello(folder):
    """The yardstick under the same gunicorn.conf.py. Gives (port, process)."""
    port = free_port()
    log = open(folder / "hello.log", "w")  # noqa: SIM115 (the process keeps it open)
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "bench.hello"]
    environment = os.environ | {"WORKERS": "2"}
    return port, subprocess.Popen(command, cwd=TOP, env=environment, stdout=log, stderr=log)


def targets(port, web, hello_port, hello):
    """[(name, port, what gives the next address, process id of the server)]"""
    article = re.search(rb'href="(/articles/(?!feed/)[a-z0-9-]+/)"', uncompressed(port, "/articles/"))[1].decode()
    number = itertools.count()
    return [
        ("hello world", hello_port, lambda: "/", hello),
        ("article, cached", port, lambda: article, web),
        # an address with a key that the page does not know is never kept
        ("article, made afresh", port, lambda: f"{article}?fresh={next(number)}", web),
    ]


def uncompressed(port, path):
    """The body of a page for looking into; `fetch` asks for compressed ones."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return answer.read()


def rounds(found):
    """{name: the median round}; a short first round warms everything up."""
    for _, port, paths, server in found:
        wait_for(port)
        measure(port, paths, 0.5, server)
    kept = {name: [] for name, *_ in found}
    for _ in range(ROUNDS):
        for name, port, paths, server in found:
            kept[name].append(measure(port, paths, SECONDS, server))
    return {name: middle(results) for name, results in kept.items()}


def wait_for(port, seconds=30):
    until = time.monotonic() + seconds
    while True:
        try:
            return fetch(port, "/")
        except OSError:
            assert time.monotonic() < until, f"nobody answers at port {port}"
            time.sleep(0.1)


def middle(results) -> Round:
    """Each column's median."""
    return Round(*(None if None in column else statistics.median(column) for column in zip(*results, strict=True)))


def report(results):
    print(COLUMNS)
    for name, found in results.items():
        cpu = "–" if found.cpu is None else f"{found.cpu:.2f}"
        print(f"{name:<22}{found.per_second:>9.0f}{found.median:>9.2f}{found.p99:>9.2f}{cpu:>9}{found.size:>9}")
    hello, cached, fresh = results.values()
    print(f"\ncached article / hello world     {cached.per_second / hello.per_second:6.2f}   aim: at least 0.7")
    print(f"cached / made afresh             {cached.per_second / fresh.per_second:6.1f}   aim: at least 8")
    print(f"p99 / p50 of the fresh article   {fresh.p99 / fresh.median:6.2f}   aim: at most 2")
    if cached.cpu is not None:
        print(
            f"the same by processor time: cached / hello {hello.cpu / cached.cpu:.2f}, cached / fresh {fresh.cpu / cached.cpu:.1f}"
        )
