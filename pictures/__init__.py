"""The picture library: every other app points at a Picture, none has an image of its own."""
