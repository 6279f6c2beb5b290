"""The flexibility self-quiz."""
