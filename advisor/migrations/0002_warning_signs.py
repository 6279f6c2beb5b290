"""The first list of warning signs and telephone numbers; staff change them from here on."""

import json
from datetime import date
from pathlib import Path

from django.db import migrations
from django.utils import timezone

DATA = Path(__file__).resolve().parent.parent / "data" / "warning_signs.json"


def add_signs(apps, schema_editor):
    HelpLine = apps.get_model("advisor", "HelpLine")
    WarningSign = apps.get_model("advisor", "WarningSign")
    if WarningSign.objects.exists():
        return
    data = json.loads(DATA.read_text())
    lines = {
        line["name"]: HelpLine.objects.get_or_create(name=line["name"], defaults=line)[0] for line in data["help_lines"]
    }
    for fields in data["signs"]:
        names = fields.pop("help_lines")
        for name in ("reviewed_on", "next_review_on"):
            fields[name] = date.fromisoformat(fields[name])
        sign = WarningSign.objects.create(goes_live_at=timezone.now(), **fields)
        sign.help_lines.set([lines[name] for name in names])


class Migration(migrations.Migration):
    dependencies = [("advisor", "0001_initial")]

    operations = [migrations.RunPython(add_signs, migrations.RunPython.noop)]
