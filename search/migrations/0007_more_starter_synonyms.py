"""More words that readers use for one another in whole sentences; the staff can change every one."""

from django.db import migrations

GROUPS = [
    "click, crack, creak, crunch, grind, pop",
    "sprain, twist",
    "strengthen, strength, stronger, train",
    "gardening, digging",
]


def add(apps, schema_editor):
    synonym = apps.get_model("search", "Synonym")
    synonym.objects.bulk_create(synonym(expressions=group) for group in GROUPS)


class Migration(migrations.Migration):
    dependencies = [("search", "0006_legal_sentences_are_never_cut")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
