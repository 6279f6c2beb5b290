"""Brings articles, authors, topics and pictures over from a WordPress export."""

import os
import sqlite3
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kneesite.moving import wxr
from kneesite.moving.first_reading import FirstReading
from kneesite.moving.keeping import Keeper
from kneesite.moving.report import Report

DRY = "This was a dry run: nothing was written. Without --dry-run it would do what stands above."
A_FEED = (
    "Nothing in this file is a post or a page of WordPress; it looks like a feed. "
    "Make the export in WordPress under Tools, Export, All content."
)


class Command(BaseCommand):
    help = "Reads a WordPress export (WXR). Safe to repeat and to interrupt; nothing is fetched from the network."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--pictures", help="The folder wp-content/uploads of the old site.")
        parser.add_argument(
            "--tags-from",
            type=int,
            default=1,
            metavar="POSTS",
            help="A tag becomes a topic when at least so many posts have it (1: every tag). Categories always do.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Only says what would happen.")
        parser.add_argument(
            "--report", help="Writes the report into this file too; a run that was killed goes on with it."
        )

    def handle(self, *args, **options):
        if not Path(options["file"]).is_file():
            raise CommandError(f"There is no file {options['file']}.")
        if options["pictures"] and not Path(options["pictures"]).is_dir():
            raise CommandError(f"There is no folder {options['pictures']}.")
        if options["report"]:
            refuse_report(Path(options["report"]), Path(options["file"]))
        report = report_of(options)
        try:
            self.move_in(options, report)
        except wxr.BrokenExport as fault:
            if not fault.after_items:
                report.leave()
                raise CommandError(str(fault)) from None
            report.broken = str(fault)
        if options["report"]:  # first: what reads the lines below may have seen enough of them, as `head` has
            with open(options["report"], "w") as file:
                file.writelines(f"{line}\n" for line in report.lines())
        for line in report.lines():
            self.stdout.write(line)
        report.close()
        if options["dry_run"]:
            self.stdout.write(DRY)
        if report.met_only_a_feed:
            raise CommandError(A_FEED)
        if report.broken:
            raise CommandError(report.broken)
        if report.failed:
            raise CommandError(
                f"{report.told_failed()} could not be brought over; the report names each. Everything else came over."
            )

    def move_in(self, options, report):
        """Two readings, for what comes later in the file counts for what comes before."""
        first = FirstReading(options["tags_from"])
        try:
            for item in wxr.read(options["file"]):
                if isinstance(item, wxr.Item):
                    first.take(item, report)
        except wxr.BrokenExport as fault:
            if not fault.after_items:
                raise
        keeper = Keeper(report, first, options["pictures"], options["dry_run"])
        for thing in wxr.read(options["file"]):
            keeper.take(thing)
        keeper.finish()


def refuse_report(report, export):
    """Before the work, for after an hour of it the report must have a place."""
    try:
        if report.is_dir():
            raise CommandError(f"{report} is a folder; the report needs the name of a file.")
        if not report.parent.is_dir():
            raise CommandError(f"There is no folder {report.parent} for the report.")
        if report.exists() and report.samefile(export):
            raise CommandError("The report would overwrite the export; give it another name.")
        if not os.access(report if report.exists() else report.parent, os.W_OK):
            raise CommandError(f"The report cannot be written to {report}.")
    except OSError as fault:
        raise CommandError(f"The report cannot be written there: {fault.strerror}.") from None


def report_of(options):
    """Its notes lie beside it, for the run after one that was killed. A dry run keeps nothing and needs none."""
    notes = f"{options['report']}.unfinished" if options["report"] and not options["dry_run"] else None
    try:
        return Report(notes)
    except sqlite3.Error as fault:
        raise CommandError(f"{notes} cannot be read or written: {fault}. Move it away and run this again.") from None
