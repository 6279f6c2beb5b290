"""Base of every form a reader fills in: errors in a list at the top, nothing lost, no parser fed without bounds."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.datastructures import MultiValueDict

LONGEST_POST = 20_000  # characters in one field; a text area has its own, smaller limit


class ReaderForm(forms.Form):
    """A crispy form without surprises. `layout()` may be overridden to arrange the fields.

    Templates show `{% include "_error_summary.html" %}` above `{% crispy form %}`. Set `form.helper.form_action`
    when the form posts somewhere else than its own page.
    """

    too_old = ""  # set by the view when the token had expired

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(without_nul(data), *args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_show_errors = True
        self.helper.attrs = {"novalidate": True, "data-liftable": True}
        self.helper.layout = self.layout()

    def layout(self):
        """The order of the fields; buttons are added here too."""
        return Layout(*self.fields)

    def error_list(self):
        """(id of the field, sentence) for each mistake, in the order of the form; the form's own come first with no id."""
        found = [("", sentence) for sentence in self.non_field_errors()]
        for name in self.fields:
            found += [
                (self[name].id_for_label or self[name].auto_id, sentence) for sentence in self.errors.get(name, ())
            ]
        return found


def without_nul(data):
    """A copy of posted data without NUL characters (PostgreSQL refuses them) and without monstrous values."""
    if data is None:
        return None
    kept = data.copy() if hasattr(data, "lists") else MultiValueDict({name: [value] for name, value in data.items()})
    for name, values in kept.lists():
        kept.setlist(
            name, [value.replace("\x00", "")[:LONGEST_POST] if isinstance(value, str) else value for value in values]
        )
    return kept
