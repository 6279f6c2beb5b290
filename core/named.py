"""A list of things that a page names: none of them can be deleted while it stands in the list."""

from django.db import models


class NamedThings(models.ManyToManyField):
    """A many-to-many field that protects what it names, as PROTECT does for a foreign key.

    Django deletes the rows between silently. A `through` model of our own would protect them as well, but the staff
    area offers no field for such a list; so the model that Django makes is told to protect.
    """

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        _naming, named = [field for field in self.remote_field.through._meta.local_fields if field.remote_field]
        named.remote_field.on_delete = models.PROTECT

    def deconstruct(self):
        """To migrations it is the plain field: the table is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ManyToManyField", args, kwargs
