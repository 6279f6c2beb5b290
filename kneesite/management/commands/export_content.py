"""Writes everything public as Markdown with its pictures."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import pluralize

from kneesite.moving.out import export


class Command(BaseCommand):
    help = "Writes everything public into a folder: Markdown with front matter, and the pictures. One way."

    def add_arguments(self, parser):
        parser.add_argument("folder")

    def handle(self, *args, **options):
        folder = Path(options["folder"])
        try:
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise CommandError(f"{folder} must be an empty or a new folder.")
            writer = export(folder)
        except OSError as fault:
            raise CommandError(f"{folder} cannot be written to: {fault.strerror or fault}.") from None
        copied = [path for path in writer.pictures.values() if path]
        self.stdout.write(f"{writer.written} texts and {len(copied)} pictures are in {folder}.")
        if writer.missing:
            lost = f"{writer.missing} file{pluralize(writer.missing)} of pictures and leaflets"
            self.stderr.write(f"{lost} could not be found; the descriptions were written.")
