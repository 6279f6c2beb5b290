"""Everything held about one address, as JSON on standard output."""

import json

from django.core.management.base import BaseCommand

from core import worker


class Command(BaseCommand):
    help = "Prints everything that is held about one e-mail address, as JSON."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True)

    def handle(self, *args, email, **options):
        held = {what: rows for what, rows in worker.export_person(email).items() if rows}
        if not held:
            self.stdout.write("Nothing is held about this address.")
            return
        self.stdout.write(json.dumps(held, indent=2, ensure_ascii=False, default=str))
