"""What people agree to when they sign up. Every wording keeps its version for ever: it is the proof of consent."""

WORDINGS = {
    "2026-11": "By signing up you agree that we send you this letter. We keep your address until you leave.",
}
CURRENT = "2026-11"


def current_wording() -> str:
    """The sentence below the form."""
    return WORDINGS[CURRENT]
