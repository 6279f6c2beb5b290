import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0003_starter_synonyms")]

    operations = [
        migrations.AddField(
            "searchrow", "picture", models.CharField(blank=True, default="", max_length=300), preserve_default=False
        ),
        migrations.AddField("searchrow", "changed_at", models.DateTimeField(default=django.utils.timezone.now)),
    ]
