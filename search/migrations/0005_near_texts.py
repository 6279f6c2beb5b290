import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0004_pictures_and_dates")]

    operations = [
        migrations.AddField("searchrow", "near_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="SearchNear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="search.searchrow"
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="near", to="search.searchrow"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "searchnear", models.UniqueConstraint(fields=("row", "other"), name="a_text_is_near_another_once")
        ),
    ]
