"""When nothing may be sold: rooms say for which typed words, such as those of somebody in an emergency."""

_reasons = []


def withhold_when(is_urgent):
    """`is_urgent(query)` is true for words to which no advertising is shown. Called from ready()."""
    _reasons.append(is_urgent)


def are_withheld(query: str) -> bool:
    """Whether a query is answered without anything that we sell."""
    return any(is_urgent(query) for is_urgent in _reasons)
