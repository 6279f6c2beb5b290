"""A hand-picked session: which exercises an address asks for. Order is the reader's, doubles count once."""

import re
from typing import NamedTuple

from exercises.models import Exercise

MOST = 20  # exercises in one session
A_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}\Z")


class Picked(NamedTuple):
    """`exercises` in the reader's order; `missing`: how many names were passed over."""

    exercises: list
    missing: int


def picked(slugs: list[str]) -> Picked:
    """The live exercises of these names, ready for the session page. Unknown names are counted, never repeated."""
    asked = list(dict.fromkeys(slugs))
    wanted = [slug for slug in asked[:MOST] if A_SLUG.match(slug)]
    found = (
        {one.slug: one for one in Exercise.objects.published().for_cards().filter(slug__in=wanted)} if wanted else {}
    )
    exercises = [found[slug] for slug in wanted if slug in found]
    return Picked(exercises, len(asked) - len(exercises))
