"""Several threads at once, each with a database connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def in_parallel(number, act):
    """Calls `act(index)` in `number` threads that start together; gives the results in order."""
    barrier = Barrier(number)

    def one(index):
        barrier.wait(timeout=20)
        try:
            return act(index)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))
