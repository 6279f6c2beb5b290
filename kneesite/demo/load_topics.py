"""Writes the demo's topics, in the order of the file."""

from kneesite.demo import files
from kneesite.demo.rows import add
from topics.models import Topic


def load(pictures) -> dict:
    """The topics of the demo by address."""
    found = {}
    for number, row in enumerate(files.read("topics"), start=1):
        fields = {key: row[key] for key in ("name", "summary", "introduction", "asks_for_care_card")}
        fields |= {"body_part": row["body_part"] or "", "picture": pictures[row["picture"]], "order": number * 10}
        found[row["slug"]], _ = add(Topic, fields, slug=row["slug"])
    return found
