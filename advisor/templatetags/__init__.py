"""Template tags of advisor."""
