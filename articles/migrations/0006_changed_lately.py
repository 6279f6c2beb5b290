"""The list “Articles” begins with what was changed last, also among ten thousand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_writers")]

    operations = [
        migrations.AddIndex("revision", models.Index(fields=["-changed_at", "-id"], name="revision_changed_lately"))
    ]
