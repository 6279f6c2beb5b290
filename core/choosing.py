"""Fields with search in the staff area that draw themselves whatever a form or an address named."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

LONGEST = 19  # digits of the largest number of a row


class NumbersOnly:
    """Django asks the database for what was chosen, and breaks when that is no number."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [one for one in value if _is_number(str(one))], attr)

    def value_from_datadict(self, data, files, name):
        """A number too long for a database becomes what the field refuses with a sentence."""
        value = super().value_from_datadict(data, files, name)
        if isinstance(value, list):
            return [_short(one) for one in value]
        return _short(value)


class CarefulSelect(NumbersOnly, AutocompleteSelect):
    """One thing."""


class CarefulSelectMultiple(NumbersOnly, AutocompleteSelectMultiple):
    """Several things."""


class CarefulChoices:
    """For an admin page or an inline: its fields with search are careful ones."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", CarefulSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", CarefulSelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def _is_number(text):
    return not text or (text.isascii() and text.isdigit() and len(text) < LONGEST)


def _short(value):
    return "?" if value and len(str(value)) >= LONGEST else value
