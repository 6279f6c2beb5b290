"""Reading the demo's data files; knows nothing of models."""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PICTURES = FOLDER / "pictures"


def read(name: str):
    """The data of one file, such as read("topics")."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def articles() -> list[dict]:
    """Every article, oldest first, so that a later one may link to an earlier one."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((FOLDER / "articles").glob("*.json"))]
    return sorted(found, key=lambda article: article["published_on"])
