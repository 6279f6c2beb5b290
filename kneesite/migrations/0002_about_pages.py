"""The four about pages exist from the start, so that every link in the footer leads somewhere."""

from django.conf import settings
from django.db import migrations

from kneesite.unwritten import TITLES, UNWRITTEN


def write(apps, schema_editor):
    site, _made = apps.get_model("sites", "Site").objects.get_or_create(
        pk=settings.SITE_ID, defaults={"domain": "example.org", "name": "Kneesite"}
    )
    for url, title in TITLES.items():
        page, _made = apps.get_model("flatpages", "FlatPage").objects.get_or_create(
            url=url, defaults={"title": title, "content": UNWRITTEN}
        )
        page.sites.add(site)


class Migration(migrations.Migration):
    dependencies = [("kneesite", "0001_roles"), ("sites", "0002_alter_domain_unique"), ("flatpages", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
