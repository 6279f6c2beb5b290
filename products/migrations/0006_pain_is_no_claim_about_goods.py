"""“Do not push through pain” may stand beside bath salts: the word alone promises nothing of a cushion or a balm."""

from django.db import migrations


def take_away(apps, schema_editor):
    apps.get_model("products", "ClaimWord").objects.filter(group="goods", phrase="pain*").delete()


class Migration(migrations.Migration):
    dependencies = [("products", "0005_the_first_claim_words")]
    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]
