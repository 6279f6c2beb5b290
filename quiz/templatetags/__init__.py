"""Template tags of quiz."""
