"""Rebuilds the search index."""

from django.core.management.base import BaseCommand

from search import index


class Command(BaseCommand):
    help = "Makes the search index anew from everything public."

    def handle(self, *args, **options):
        self.stdout.write(f"{index.rebuild()} things can be found.")
