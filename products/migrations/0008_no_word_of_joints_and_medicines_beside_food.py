"""What the first list let through: claims about moving and sore places, and comparisons with medicines.

Beside the product only: an article about sore knees may show a card further down. What an Owner has already stays as it is.
"""

from django.db import migrations

JOINTS = "CAP Code 15.1: no claim about joints or moving is authorised for this kind of food."
COMPARED = "CAP Code 15.6.2: a food is no medicine and is not compared with one."
MEDICINE_OF_IT = "Such a claim would make a medicine of it."
SUBSTANCES = ["ibuprofen", "paracetamol", "diclofenac", "naproxen", "aspirin", "codeine", "cortisone"]
PHRASES = {
    ("foods", JOINTS): [
        "sooth*", "sore*", "mobile", "mobility", "flexible", "flexibility", "supple", "suppleness", "limber", "stairs",
        "eases", "ease of movement", "freedom of movement", "move freely", "moves freely", "moving freely", "creak*",
        "for joints", "for the joints", "your joints", "happy joints", "strong joints", "joint comfort", "joint function",
        "joint support", "rebuild*", "regenerat*", "lubricat*", "wear and tear",
    ],
    ("foods", COMPARED): [*SUBSTANCES, "alternative to", "alternatives to"],
    ("goods", MEDICINE_OF_IT): [
        *SUBSTANCES, "pain free", "painless", "free of pain", "free from pain", "against pain", "painkill*",
        "alternative to medicine*", "alternative to tablets",
    ],
}  # fmt: skip


def add_words(apps, schema_editor):
    ClaimWord = apps.get_model("products", "ClaimWord")
    ClaimWord.objects.bulk_create(
        ClaimWord(phrase=phrase, group=group, reach="beside", why=why)
        for (group, why), phrases in PHRASES.items()
        for phrase in missing(ClaimWord.objects.filter(group__in=[group, "all"]), phrases)
    )


def missing(kept, phrases):
    """Those that none of the words kept for the same products finds already: “soothe” is in “sooth*”."""
    known = [phrase.lower().replace("-", " ") for phrase in kept.values_list("phrase", flat=True)]
    return [phrase for phrase in phrases if not any(finds(other, phrase) for other in known)]


def finds(known, phrase):
    return phrase == known or (known.endswith("*") and phrase.startswith(known[:-1]))


class Migration(migrations.Migration):
    dependencies = [("products", "0007_the_database_holds_the_rules")]
    operations = [migrations.RunPython(add_words, migrations.RunPython.noop)]
