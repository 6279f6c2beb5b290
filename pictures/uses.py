"""Where a picture is used: found over all relations, so that a new model needs no line here."""

from django.urls import NoReverseMatch, reverse

MOST = 50  # of one kind


def uses_of(picture) -> list[tuple]:
    """(words, address in the staff area or "") of everything that shows this picture."""
    found = []
    for relation in picture._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.related_model._meta.auto_created:
            continue
        if relation.related_model._meta.model_name == "rendition":
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: picture})
        found += [(words_for(row), address_of(row)) for row in rows[:MOST]]
    return sorted(set(found))


def words_for(row) -> str:
    """Such as "Article: Knees"; a block is told by the text it stands in."""
    thing = getattr(row, "parent", row)
    return f"{thing._meta.verbose_name.capitalize()}: {thing}"


def address_of(row) -> str:
    """Where it is edited; a block where its text is."""
    thing = getattr(row, "parent", row)
    try:
        return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])
    except NoReverseMatch:
        return ""
