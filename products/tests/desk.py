"""What a person at a desk in the staff area does: logs in, opens a form, changes fields, saves. For tests of any app."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.forms import FileField, ModelMultipleChoiceField


def a_colleague(name="cleo", permissions=(), **fields):
    """A member of staff with these permissions, written as "app.codename"."""
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "a long password", is_staff=True, **fields)
    for permission in permissions:
        app, codename = permission.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return user


def the_owner():
    """Somebody who may do everything."""
    return a_colleague("olive", is_superuser=True)


def form_data(response) -> dict:
    """What a browser would send back unchanged from the change page in `response`."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = [field for form in forms for field in form]
    return {field.html_name: sent(field) for field in fields if sent(field) is not None}


def sent(field):
    """What a browser sends for a field: nothing for a file or an unticked box, "" for an empty one."""
    value = field.value()
    if isinstance(field.field, FileField) or value is False:
        return None
    if isinstance(field.field, ModelMultipleChoiceField):
        return [getattr(one, "pk", one) for one in value or []]
    return "" if value is None else value


def save(client, address, **changes):
    """Opens a change page, changes fields (`name="…"`), saves, and gives the answer. `None` leaves a field out."""
    data = form_data(client.get(address)) | changes
    return client.post(address, {name: value for name, value in data.items() if value is not None})
