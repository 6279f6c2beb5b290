"""Letters to askers and to the desk. They carry the private link and no health text; no name stands in a subject."""
def register():
    pass
