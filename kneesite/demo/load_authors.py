"""Writes the demo's four authors. None of them is a real person."""

from articles.models import Author
from kneesite.demo import files
from kneesite.demo.rows import add

AS_THEY_ARE = "name handle profile_url qualifications role bio interests is_advisor"


def load(pictures) -> dict:
    """The authors of the demo by address."""
    found = {}
    for row in files.read("authors"):
        fields = {key: row[key] for key in AS_THEY_ARE.split()} | {"portrait": pictures[row["portrait"]]}
        found[row["slug"]], _ = add(Author, fields, slug=row["slug"])
    return found
