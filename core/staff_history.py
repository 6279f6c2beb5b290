"""The staff area's history of a thing that was erased: who pressed what and when stays, names and words go."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

QUOTES = '"object"'  # a message with this key quotes the name of a thing


def forget_words(instance):
    """Every line about a thing calls it by its bare kind and number from now on."""
    kind = ContentType.objects.get_for_model(instance)
    lines = LogEntry.objects.filter(content_type=kind, object_id=str(instance.pk))
    lines.filter(change_message__contains=QUOTES).update(change_message="")
    lines.update(object_repr=f"{instance._meta.verbose_name.capitalize()} {instance.pk}")
