"""Template tags of newsletter."""
