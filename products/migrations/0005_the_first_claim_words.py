"""The list of words that Owners start from. They may change it as they like; the migration never touches it again."""

from django.db import migrations

FOODS = "CAP Code 15.6.2: foods may not claim to prevent, treat or cure a disease."
JOINTS = "No claim about joints is authorised for this kind of food."
MEDICINES = "CAP Code 12 and MHRA Blue Guide: no guarantee, nothing beyond the registration."
GOODS = "Such a claim would make a medicine of it."
WORDS = {
    ("foods", "anywhere", FOODS): "cure* heal heals healed healing treat treats treated treating treatment* reliev* "
    "relief prevent* arthrit* osteoarthrit* rheumat* inflam*",
    ("foods", "beside", FOODS): "pain* ache* aching disease* stiff* illness*",
    ("medicines", "anywhere", MEDICINES): "cure* guarante* miracle*",
    ("medicines", "beside", MEDICINES): "arthrit* osteoarthrit*",
    ("goods", "beside", GOODS): "cure* heal heals healed healing treat treats treated treating treatment* reliev* "
    "relief pain* arthrit* inflam*",
    ("all", "anywhere", "Not true of anything we sell."): "detox* toxin*",
}
PHRASES = {
    ("foods", "anywhere", JOINTS): [
        "joint care",
        "joint health",
        "healthy joints",
        "supple joints",
        "anti-inflammator*",
    ],
    ("medicines", "anywhere", MEDICINES): [
        "no side effects",
        "without side effects",
        "completely safe",
        "works for everyone",
    ],
    ("medicines", "beside", MEDICINES): ["quick relief", "fast relief", "effective relief", "anti-inflammator*"],
    ("all", "anywhere", "No health professional may endorse it."): ["recommended by doctors", "doctors recommend"],
    ("all", "anywhere", "Registration and food claims rest on other grounds."): ["clinically proven", "proven to work"],
}


def add_words(apps, schema_editor):
    ClaimWord = apps.get_model("products", "ClaimWord")
    listed = {key: words.split() for key, words in WORDS.items()}
    ClaimWord.objects.bulk_create(
        ClaimWord(phrase=phrase, group=group, reach=reach, why=why)
        for source in (listed, PHRASES)
        for (group, reach, why), phrases in source.items()
        for phrase in phrases
    )


class Migration(migrations.Migration):
    dependencies = [("products", "0004_claim_words")]
    operations = [migrations.RunPython(add_words, migrations.RunPython.noop)]
