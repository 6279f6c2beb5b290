"""What an import did: every element that was changed or dropped and why, in the order in which it was met."""

from collections import Counter


class Report:
    """Collects, then speaks. One line a fact, so that two reports can be compared."""

    def __init__(self):
        self.kept, self.passed, self.told = Counter(), Counter(), {}
        self.missing, self.repeated, self.broken = set(), 0, ""

    def tell(self, name, sentence):
        """Something about one item."""
        told = self.told.setdefault(name, [])
        if sentence not in told:
            told.append(sentence)

    def passed_over(self, kind):
        """An item of a kind that has no place here."""
        self.passed[kind] += 1

    def lines(self):
        """The report, line by line."""
        yield "Moved in"
        for kind in ("post", "page", "author", "topic"):
            yield f"  {self.kept[kind]} {kind}{'' if self.kept[kind] == 1 else 's'}"
        if self.repeated:
            yield f"  {self.repeated} were here already and were left as they are"
        if self.passed:
            yield "Left out, because they have no place here"
            yield from (f"  {number} × {kind}" for kind, number in sorted(self.passed.items()))
        if self.missing:
            yield f"Pictures that were not in the folder: {len(self.missing)}"
        if self.told:
            yield "Changed or dropped"
        for name, sentences in self.told.items():
            yield f"  {name}"
            yield from (f"    {sentence}" for sentence in sentences)
        if self.broken:
            yield f"Stopped: {self.broken} What stood before it is here; mend the file and run this again."
