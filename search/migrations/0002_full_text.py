"""Parts, words, synonyms, searches without results; the engine's own tables, which Django's models do not know."""

from django.db import migrations, models

from search.engine import ENGINES


def create(apps, schema_editor):
    """The rows of before are not in the engine: they go, and the worker puts everything in again."""
    apps.get_model("search", "SearchRow").objects.all().delete()
    for sql in ENGINES[schema_editor.connection.vendor].CREATE:
        schema_editor.execute(sql)


def drop(apps, schema_editor):
    for sql in ENGINES[schema_editor.connection.vendor].DROP:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("searchrow", "one_search_row_per_thing"),
        migrations.AddField("searchrow", "part", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("searchrow", "digest", models.CharField(default="", max_length=32)),
        migrations.AddConstraint(
            "searchrow",
            models.UniqueConstraint(
                fields=("about_model", "about_id", "part"), name="one_search_row_per_part_of_a_thing"
            ),
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40, unique=True)),
                ("rows", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "expressions",
                    models.CharField(
                        help_text="Separate them with commas: “gonarthrosis, knee osteoarthritis”. Whoever types one finds all of them.",
                        max_length=400,
                    ),
                ),
            ],
            options={"ordering": ["expressions"]},
        ),
        migrations.CreateModel(
            name="UnansweredSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(editable=False, max_length=40, unique=True)),
                ("words", models.CharField(blank=True, editable=False, max_length=100)),
                ("count", models.PositiveIntegerField(default=0, editable=False)),
                ("last_on", models.DateField(editable=False, verbose_name="last asked")),
            ],
            options={
                "ordering": ["-count", "-last_on"],
                "verbose_name": "search without results",
                "verbose_name_plural": "searches without results",
            },
        ),
        migrations.RunPython(create, drop),
    ]
