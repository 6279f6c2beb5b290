"""The catalogue as a table, one row for each pack, for colleagues who work with a spreadsheet."""

from core.csv_export import csv_response
from core.text import plain_text
from products.models import Product

PRODUCT_COLUMNS = [
    "name", "slug", "other_names", "line", "series", "legal_type", "registration_number", "registration_note", "holder", "registered_use",
    "permitted_claim", "statement", "active_ingredients", "other_ingredients", "allergens", "form", "for_whom",
    "directions", "cautions", "caution_note", "interactions", "side_effects", "see_a_doctor", "storage", "leaflet", "evidence",
    "category", "topics", "places_to_buy",
    "reviewed_on", "next_review_on", "goes_live_at", "retires_at",
]  # fmt: skip
PACK_COLUMNS = ["size", "code", "price", "availability"]


def catalogue_csv():
    """Every product with its packs, live or not, as a download."""
    return csv_response("products.csv", [*PRODUCT_COLUMNS, *(f"pack_{name}" for name in PACK_COLUMNS)], rows())


def rows():
    """One list of cells for each pack; a product without packs has one row. Read in bounded memory."""
    products = Product.objects.select_related("category").prefetch_related("packs", "topics", "places_to_buy")
    for product in products.order_by("name", "pk").iterator(chunk_size=200):
        own = [cell(product, name) for name in PRODUCT_COLUMNS]
        for pack in product.packs.all() or [None]:
            yield own + [getattr(pack, name) if pack else "" for name in PACK_COLUMNS]


IN_WORDS = {
    "legal_type": Product.get_legal_type_display,
    "evidence": lambda product: plain_text(product.evidence),
    "leaflet": lambda product: product.leaflet.name,
    "topics": lambda product: ", ".join(topic.name for topic in product.topics.all()),
    "places_to_buy": lambda product: "\n".join(f"{place.name}: {place.url}" for place in product.places_to_buy.all()),
}


def cell(product, name):
    """A value as a spreadsheet shows it: dates in ISO 8601, everything else in words."""
    value = IN_WORDS[name](product) if name in IN_WORDS else getattr(product, name)
    return value.isoformat() if hasattr(value, "isoformat") else str(value) if value is not None else None
