"""A source that names no year can say so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_changed_lately"),
    ]

    operations = [
        migrations.AddField(
            model_name="reference",
            name="undated",
            field=models.BooleanField(
                default=False,
                help_text="Tick this when the source itself names no year, as many pages do.",
                verbose_name="says no year",
            ),
        ),
    ]
