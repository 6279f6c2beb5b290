"""Where a picture is used: found over all relations, so that a new model needs no line here."""

from core.uses import address_of, thing_of, words_for

MOST = 50  # of one kind


def uses_of(picture) -> list[tuple]:
    """(words, address in the staff area or "") of everything that shows this picture; of several versions the newest."""
    newest = {}
    for row in rows_with(picture):
        thing = thing_of(row)
        key = (type(thing), getattr(thing, "version_of", thing.pk))
        if key not in newest or newest[key][0] < thing.pk:
            newest[key] = thing.pk, (words_for(row), address_of(row))
    return sorted({place for _pk, place in newest.values()})


def is_shown(picture) -> bool:
    """Whether anything but unapproved texts uses it: readers may see it there."""
    return any(getattr(thing_of(row), "is_approved", True) for row in rows_with(picture))


def rows_with(picture):
    """Every row that points at the picture, at most MOST of one kind."""
    for relation in picture._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.related_model._meta.auto_created:
            continue
        if relation.related_model._meta.model_name != "rendition":
            yield from relation.related_model._base_manager.filter(**{relation.field.name: picture})[:MOST]
