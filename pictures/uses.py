"""Where a picture is used: found over all relations, so that a new model needs no line here."""

from django.urls import NoReverseMatch, reverse

MOST = 50  # of one kind


def uses_of(picture) -> list[tuple]:
    """(words, address in the staff area or "") of everything that shows this picture."""
    return sorted({(words_for(row), address_of(row)) for row in rows_with(picture)})


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


def thing_of(row):
    """What is edited: for a block the text it stands in."""
    return getattr(row, "parent", row)


def words_for(row) -> str:
    """Such as "Article: Knees"; a block is told by the text it stands in."""
    thing = thing_of(row)
    return f"{thing._meta.verbose_name.capitalize()}: {thing}"


def address_of(row) -> str:
    """Where it is edited; a block where its text is."""
    thing = thing_of(row)
    try:
        return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])
    except NoReverseMatch:
        return ""
