"""Erases everything held about one address, in every room of the house."""

from django.core.management.base import BaseCommand

from core import worker
from core.erasures import note_erasure


class Command(BaseCommand):
    help = "Erases everything that is held about one e-mail address, and remembers it for a restore."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True)

    def handle(self, *args, email, **options):
        done = {what: number for what, number in worker.erase_person(email).items() if number}
        note_erasure("address", email)
        for what, number in done.items():
            self.stdout.write(f"{what}: {number}")
        if not done:
            self.stdout.write("Nothing is held about this address.")
