"""Whether something costs no more than its length: measured as a ratio in one run, so that a busy machine changes nothing."""

import time

TIMES_AS_LONG = 8
AT_MOST = 3 * TIMES_AS_LONG  # what grows with the square takes 64 times as long
NOTHING = 0.2  # seconds; below that there is nothing to compare


def grows_with_its_length(run, text):
    """Runs `run` with a text and with an eighth of it; True unless the whole takes more than 24 times as much of the
    processor. A part is made by cutting, so `text` repeats itself."""
    whole = cost(run, text)
    if whole < NOTHING:
        return True
    part = text[: len(text) // TIMES_AS_LONG]
    most = AT_MOST * min(cost(run, part) for _ in range(3))
    return whole <= most or min(cost(run, text) for _ in range(2)) <= most  # a busy machine may disturb it once


def cost(run, text):
    """Seconds of processor time of this thread."""
    began = time.thread_time()
    run(text)
    return time.thread_time() - began
