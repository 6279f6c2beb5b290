"""Applies the retention policy, or says what it would remove."""

from django.core.management.base import BaseCommand

from advisor import retention
from core import worker


class Command(BaseCommand):
    help = "Removes what the retention policy says. With --dry-run it prints a table and changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args, dry_run, **options):
        numbers = worker.purge(dry_run=dry_run)
        longest = max(map(len, numbers))
        for name, number in numbers.items():
            self.stdout.write(f"{name:<{longest}}  {number:>8,}")
        if dry_run:
            self.stdout.write("Nothing was changed: this was a dry run.")
        else:
            retention.note_run()
