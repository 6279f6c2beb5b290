"""The background worker: letters, search index, pictures, retention. Safe to run several, safe to kill."""

import os
import signal
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from core import worker

A_ROUND = 1  # seconds at least
POLITENESS = 10  # of 19: where processors are short, readers' pages go first


class Command(BaseCommand):
    help = "Runs the background jobs until it is stopped (Ctrl-C), or once with --once."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Run every job once and end.")

    def handle(self, *args, **options):
        if options["once"]:
            return worker.run_all_jobs()
        if hasattr(os, "nice"):
            os.nice(POLITENESS)
        self.going = True
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.stop)
        while self.going:
            began = time.monotonic()
            worker.run_due_jobs()
            close_old_connections()  # one that broke is opened anew in the next round
            time.sleep(max(0, A_ROUND - (time.monotonic() - began)))  # after a long round the next one begins at once

    def stop(self, *args):
        """Ends after the job that is running now."""
        self.going = False
