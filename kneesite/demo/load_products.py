"""Writes the demo's catalogue: categories, products, their packs, leaflets and where to buy them."""

from decimal import Decimal

from django.core.files.base import ContentFile

from kneesite.demo import files
from kneesite.demo.leaflets import leaflet_of
from kneesite.demo.rows import add, lines, moment
from products.models import Category, Pack, PlaceToBuy, Product

AS_THEY_ARE = (
    "name legal_type registration_number registration_note holder registered_use permitted_claim for_whom "
    "other_ingredients allergens form caution_note interactions side_effects storage evidence reviewed_on next_review_on"
)

PLACES = [
    ("Example pharmacy", "{sizes}, in the shop", "https://pharmacy.example/branches/", "Find a branch"),
    ("Example herb shop", "{sizes}, by post", "https://herbs.example/", "Visit the shop"),
]


def load(pictures, topics) -> dict:
    """The products of the demo by address."""
    categories = load_categories()
    found = {}
    for row in files.read("products"):
        fields = fields_of(row, pictures) | {"category": categories[row["category"]]}
        product, new = add(Product, fields, slug=row["slug"])
        if new:
            add_packs(product, row["packs"])
            add_places(product)
            add_leaflet(product, row)
            product.topics.set([topics[slug] for slug in row["topics"]])
        found[row["slug"]] = product
    return found


def load_categories() -> dict:
    """The shelves of the catalogue by address."""
    rows = enumerate(files.read("categories"), start=1)
    return {
        row["slug"]: add(Category, {"name": row["name"], "order": number * 10}, slug=row["slug"])[0]
        for number, row in rows
    }


def fields_of(row, pictures) -> dict:
    """One row of the file as columns."""
    return {key: row[key] for key in AS_THEY_ARE.split()} | {
        "line": row["summary"],
        "series": row["line"],
        "active_ingredients": row["ingredients"],
        "directions": lines(row["directions"]),
        "cautions": lines(row["cautions"]),
        "see_a_doctor": row["see_someone"],
        "picture": pictures[row["picture"]],
        "goes_live_at": moment(row["published_on"]),
    }


def add_packs(product, packs):
    """The sizes it is sold in, smallest first."""
    for number, pack in enumerate(packs, start=1):
        Pack.objects.create(
            product=product, size=pack["size"], code=pack["code"], price=Decimal(pack["price"]), order=number * 10
        )


def add_leaflet(product, row):
    """Medicines have one: their statement says "Always read the leaflet"."""
    if product.is_medicine:
        product.leaflet.save("leaflet.pdf", ContentFile(leaflet_of(row, product.statement)))


def add_places(product):
    """Two invented places to buy it."""
    sizes = " and ".join(pack.size for pack in product.packs.all())
    for order, (name, note, url, label) in enumerate(PLACES, start=1):
        PlaceToBuy.objects.create(
            product=product, name=name, note=note.format(sizes=sizes), url=url, label=label, order=order * 10
        )
