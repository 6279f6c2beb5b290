"""Prints what the phrase match catches and misses, so that nobody takes it for more than a net."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand

from advisor import red_flags

UNSEEN = Path(red_flags.DATA) / "unseen_wordings.json"


class Command(BaseCommand):
    help = "Shows how the phrase match does on wordings it was not written for, or on a text of your own."

    def add_arguments(self, parser):
        parser.add_argument("--text", help="A text to try, instead of the list.")

    def handle(self, *args, text, **options):
        if text is not None:
            return self.show(text)
        cases = json.loads(UNSEEN.read_text())
        caught = sum(self.tell(case["text"], case["flag"]) for case in cases["should_be_found"])
        total = len(cases["should_be_found"])
        alarms = sum(bool(shown(one)) for one in cases["ordinary"])
        self.stdout.write(f"Caught: {caught} of {total} wordings that should be found.")
        self.stdout.write(f"Wrong alarms: {alarms} of {len(cases['ordinary'])} ordinary questions.")
        self.stdout.write("It is a third net. The checklist comes before it, and a person reads every question.")

    def tell(self, text, flag) -> bool:
        """One line; True when it was caught."""
        caught = flag in shown(text)
        self.stdout.write(f"{'caught' if caught else 'MISSED'}  {flag:<22}  {text}")
        return caught

    def show(self, text):
        """Everything that is found in one text."""
        found = red_flags.find_flags(text)
        for one in found:
            words = ", ".join(text[start:end] for start, end in one.words)
            self.stdout.write(
                f"{one.level:<10} {one.flag:<22} {'negated, for the desk only: ' if one.negated else ''}{words}"
            )
        if not found:
            self.stdout.write("Nothing was found. That does not mean that nothing is wrong.")


def shown(text) -> set:
    """Flags a reader would be shown."""
    return {one.flag for one in red_flags.find_flags(text) if not one.negated}
