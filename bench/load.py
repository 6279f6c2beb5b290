"""Asks a server for pages over several connections at once, and reads how much processor time it took."""

import os
import socket
import statistics
import threading
import time
from pathlib import Path
from typing import NamedTuple

CONNECTIONS = 8
TICKS = os.sysconf("SC_CLK_TCK")


class Round(NamedTuple):
    """Times in milliseconds; `cpu` is the server's processor time a request, None where the system does not tell."""

    per_second: float
    median: float
    p99: float
    cpu: float | None
    size: int


def measure(port, paths, seconds, server) -> Round:
    """One round of `seconds`. `paths()` gives the next address; `server` is the process id of its master."""
    before, began, times, sizes = processor_time(server), time.perf_counter(), [], set()
    until = began + seconds
    threads = [threading.Thread(target=ask, args=(port, paths, until, times, sizes)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lasted, after = time.perf_counter() - began, processor_time(server)
    times.sort()
    cpu = (after - before) / len(times) * 1000 if after is not None else None
    return Round(
        len(times) / lasted, statistics.median(times) * 1000, times[len(times) * 99 // 100] * 1000, cpu, max(sizes)
    )


def ask(port, paths, until, times, sizes):
    """One connection after the other, as browsers without keep-alive do; anything but 200 ends the benchmark."""
    while (began := time.perf_counter()) < until:
        answer = fetch(port, paths())
        times.append(time.perf_counter() - began)
        assert answer.startswith(b"HTTP/1.1 200"), answer[:200]
        sizes.add(len(answer.partition(b"\r\n\r\n")[2]))


def fetch(port, path) -> bytes:
    """The whole answer with its head."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: br, gzip\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(request.encode())
        parts = []
        while part := line.recv(65536):
            parts.append(part)
    return b"".join(parts)


def processor_time(master):
    """Seconds that a process and its children have used, or None outside Linux."""
    if not Path("/proc/self/stat").exists():
        return None
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat.parent.name) == master or int(fields[1]) == master:
            total += int(fields[11]) + int(fields[12])
    return total / TICKS
