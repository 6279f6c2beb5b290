"""The one row of the site's state exists from the start."""

from django.db import migrations


def make(apps, schema_editor):
    apps.get_model("core", "SiteState").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
