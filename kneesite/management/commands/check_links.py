"""Lists links that are dead or have moved, per text."""

from itertools import groupby

from django.core.management.base import BaseCommand

from kneesite.links import findings


class Command(BaseCommand):
    help = "Lists dead and moved links in published texts and offers the new address."

    def add_arguments(self, parser):
        parser.add_argument("--outside", action="store_true", help="Ask other sites too. Takes longer.")

    def handle(self, *args, outside, **options):
        count = 0
        for (title, url), found in groupby(findings(outside), key=lambda one: (one.title, one.url)):
            self.stdout.write(f"{title} ({url})")
            for one in found:
                count += 1
                self.stdout.write(f"  {one.link} {one.problem}" + (f"; use {one.new}" if one.new else ""))
        self.stdout.write(f"{count} links need attention." if count else "Every link leads somewhere.")
