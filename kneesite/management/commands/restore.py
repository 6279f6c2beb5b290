"""Brings a backup back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kneesite.backups import BackupProblem
from kneesite.restoring import restore_backup


class Command(BaseCommand):
    help = "Restores a backup after checking it, and erases again what was erased since. Stop the site first."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        try:
            done = restore_backup(file)
        except BackupProblem as problem:
            raise CommandError(f"Nothing was changed. {problem}") from None
        self.stdout.write(
            f"Restored {done['rows']} rows and {done['files']} files. Erased again: {done['erased_again']}. "
            "What was there before lies beside it, under names with “before-restore”: delete it when all is well."
        )
