"""Commands of this room alone."""
