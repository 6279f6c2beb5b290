"""Writes the demo's exercise library."""

from exercises.models import Exercise
from kneesite.demo import files
from kneesite.demo.rows import add, lines, moment

LIVE_SINCE = "2026-02-16"
AS_THEY_ARE = "name summary area position start hold tempo sets sides rest frequency easier harder source reviewed_on next_review_on"


def load(pictures, topics) -> dict:
    """The exercises of the demo by address."""
    found = {}
    for row in files.read("exercises"):
        found[row["slug"]], new = add(Exercise, fields_of(row, pictures), slug=row["slug"])
        if new:
            found[row["slug"]].topics.set([topics[slug] for slug in row["topics"]])
    return found


def fields_of(row, pictures) -> dict:
    """One row of the file as columns."""
    return {key: row[key] for key in AS_THEY_ARE.split()} | {
        "repetitions": row["reps"],
        "equipment": needs(row["equipment"]),
        "steps": lines(row["steps"]),
        "avoid": lines(row["avoid"]),
        "stop": lines(row["stop"]),
        "muscles": in_a_row(row["muscles"]),
        "picture": pictures[row["picture"]],
        "easier_picture": pictures.get(row["easier_picture"]),
        "harder_picture": pictures.get(row["harder_picture"]),
        "goes_live_at": moment(LIVE_SINCE),
    }


def needs(things) -> str:
    """What a reader needs, as part of a sentence: a wall and a chair."""
    return " and ".join(f"a {thing}" for thing in things)


def in_a_row(muscles) -> str:
    """Front of the thigh (quadriceps), buttocks, calves."""
    first, *others = muscles
    return ", ".join([first, *(muscle[0].lower() + muscle[1:] for muscle in others)])
