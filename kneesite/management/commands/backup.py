"""Writes a backup while the site runs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kneesite.backups import BackupProblem, write_backup


class Command(BaseCommand):
    help = "Writes a consistent backup of database and media into a folder, while the site runs."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder, **options):
        try:
            self.stdout.write(f"Written: {write_backup(folder)}")
        except (BackupProblem, OSError) as problem:
            raise CommandError(f"No backup was written. {problem}") from None
