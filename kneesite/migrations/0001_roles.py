"""The roles of the contract, with the permissions of every model there is so far."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from kneesite.roles import apply_roles


def write_roles(apps, schema_editor):
    for app in apps.get_app_configs():  # permissions are usually made after the last migration
        app.models_module = True
        create_permissions(app, apps=apps, verbosity=0)
        app.models_module = None
    apply_roles(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("flatpages", "0001_initial"),
        ("redirects", "0002_alter_redirect_new_path_help_text"),
        ("core", "0003_jobs_are_taken_for_a_while"),
        ("pictures", "0002_added_by"),
        ("search", "0005_near_texts"),
        ("topics", "0001_initial"),
        ("products", "0006_pain_is_no_claim_about_goods"),
        ("exercises", "0003_felt_counts"),
        ("articles", "0005_writers"),
        ("advisor", "0004_writers"),
        ("quiz", "0001_initial"),
        ("newsletter", "0002_issues"),
    ]

    operations = [migrations.RunPython(write_roles, migrations.RunPython.noop)]
