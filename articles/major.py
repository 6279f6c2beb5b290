"""What makes a change a major one, so that a second person must look at it. One table, decided on the server."""

MOST_WORDS = 30
ALWAYS_MAJOR = {
    "care_card": "A care card was changed or moved",
    "exercise": "An exercise was changed",
    "product": "A product card was changed",
    "dos": "A do / don’t list was changed",
}


def why_major(comparison, raised=False) -> list[str]:
    """Sentences that say why; empty for a minor change. `comparison` is None for a first publication."""
    if comparison is None:
        return ["It is the first publication"]
    touched = {block.kind for block in comparison.blocks if block.how != "same"}
    reasons = [words for kind, words in ALWAYS_MAJOR.items() if kind in touched]
    if comparison.references_changed:
        reasons.append("A reference was changed")
    if comparison.words > MOST_WORDS:
        reasons.append(f"{comparison.words} words were changed")
    if raised:
        reasons.append("An editor asked for it")
    return reasons
