"""Words that are not permitted beside our products, in everything live: `manage.py check_claims`."""

from django.core.management.base import BaseCommand, CommandError

from products import guard


class Command(BaseCommand):
    help = "Lists every sentence in a live text that promises what may not be promised. Ends with an error if any."

    def handle(self, *args, **options):
        found = 0
        for one in guard.all_open_findings():
            found += 1
            words = ", ".join(f"“{word}”" for word in one.finding.words)
            why = one.finding.unlabelled or words
            self.stdout.write(f"{one.text.title}\n  {one.finding.product.name}: {why}\n  {one.finding.sentence}")
        if found:
            raise CommandError(f"{found} sentence{'s' if found > 1 else ''} to mend, or to be let stand by an Owner.")
        self.stdout.write("Nothing to mend.")
