"""The roles of the contract, with the permissions of every model there is so far."""

from pathlib import Path

from django.contrib.auth.management import create_permissions
from django.db import migrations

from kneesite.roles import apply_roles

OURS = "core pictures search topics products exercises articles advisor quiz newsletter".split()


def newest(app):
    """Before the first landing only: whatever migration each app has come to. Then these become fixed names."""
    folder = Path(__file__).resolve().parents[2] / app / "migrations"
    return max(file.stem for file in folder.glob("0*.py"))


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
        *[(app, newest(app)) for app in OURS],
    ]

    operations = [migrations.RunPython(write_roles, migrations.RunPython.noop)]
