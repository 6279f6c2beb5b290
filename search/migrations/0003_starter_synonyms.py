"""Words that readers of such a site use for one another; the staff can change every one."""

from django.db import migrations

GROUPS = [
    "gonarthrosis, knee osteoarthritis, knee arthritis, arthritis of the knee",
    "coxarthrosis, hip osteoarthritis, hip arthritis",
    "arthritis, osteoarthritis, arthrosis, wear and tear",
    "runner's knee, patellofemoral pain, kneecap pain, sore knee after running",
    "tummy, stomach, belly, abdomen",
    "shoulder blade, scapula",
    "kneecap, patella",
    "painkiller, pain relief, analgesic",
    "cushion, pillow",
    "blood thinner, warfarin, anticoagulant",
    "overweight, weight, losing weight, slimming",
    "stairs, steps, staircase",
    "sore, ache, aching, hurt, pain, painful",
    "stiff, stiffness, tight",
    "cramp, spasm, charley horse",
    "uric acid, gout",
    "physio, physiotherapist, physical therapist",
    "jogging, running",
    "bruise, bruising, black and blue",
    "office, desk, computer, screen",
    "dinner, supper, recipe, meal, cooking",
    "warm-up, warm up, warming up",
    "neck, cervical spine",
    "lower back, lumbar, backache, back pain",
]


def add(apps, schema_editor):
    synonym = apps.get_model("search", "Synonym")
    synonym.objects.bulk_create(synonym(expressions=group) for group in GROUPS)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
