"""How the library is narrowed down: by area, by position, by what is needed. Nothing here asks the database."""

from typing import NamedTuple
from urllib.parse import urlencode

from exercises.models import Area, Position

NOTHING = "nothing"
# what a reader must have at hand, and the words of "needs" that mean it
NEEDS = {
    "chair": ("Chair", ("chair", "stool")),
    "mat": ("Mat or bed", ("mat", "bed", "floor")),
    "wall": ("Wall or worktop", ("wall", "worktop", "counter")),
    NOTHING: ("Nothing", ()),
}


class Choice(NamedTuple):
    """A link of a filter row: `number` exercises are behind it."""

    label: str
    url: str
    number: int
    chosen: bool


class Row(NamedTuple):
    """One line of filters, such as all areas."""

    key: str
    word: str
    choices: list


def needs_of(equipment: str) -> set[str]:
    """The keys of NEEDS that a text such as "wall, chair" means."""
    text = equipment.lower()
    found = {key for key, (_, words) in NEEDS.items() if any(word in text for word in words)}
    return found or (set() if text.strip() else {NOTHING})


def traits_of(area: str, position: str, equipment: str) -> dict[str, set[str]]:
    """What an exercise can be found by."""
    return {"area": {area}, "position": {position}, "needs": needs_of(equipment)}


def chosen_of(query) -> dict[str, str]:
    """The filters of an address that mean something; others are passed over."""
    known = {"area": set(Area.values), "position": set(Position.values), "needs": set(NEEDS)}
    return {key: query.get(key) for key in known if query.get(key) in known[key]}


def fits(traits: dict, chosen: dict) -> bool:
    """Whether an exercise passes all chosen filters."""
    return all(value in traits[key] for key, value in chosen.items())


def rows_of(everything: list[dict], chosen: dict) -> list[Row]:
    """The filter rows for a list of traits; each number counts what the link would show. Empty choices are left out."""
    rows = []
    for key, word, labels in (
        ("area", "Area", dict(Area.choices)),
        ("position", "Position", dict(Position.choices)),
        ("needs", "Needs", {value: label for value, (label, _) in NEEDS.items()}),
    ):
        others = {other: value for other, value in chosen.items() if other != key}
        left = [traits for traits in everything if fits(traits, others)]
        choices = [Choice("All", address(others), len(left), key not in chosen)]
        for value, label in labels.items():
            number = sum(value in traits[key] for traits in left)
            if number or chosen.get(key) == value:
                choices.append(Choice(label, address({**others, key: value}), number, chosen.get(key) == value))
        rows.append(Row(key, word, choices))
    return rows


def address(chosen: dict) -> str:
    """The query that stands for these filters, "?" for none."""
    return "?" + urlencode(sorted(chosen.items()))
