"""The catalogue as a table, one row for each pack, for colleagues who work with a spreadsheet."""

from core.csv_export import csv_response
from products.models import Product

PRODUCT_COLUMNS = [
    "name", "slug", "line", "series", "legal_type", "registration_number", "holder", "registered_use",
    "permitted_claim", "statement", "active_ingredients", "other_ingredients", "allergens", "form", "for_whom",
    "directions", "cautions", "caution_note", "interactions", "side_effects", "see_a_doctor", "storage", "category",
    "reviewed_on", "next_review_on", "goes_live_at", "retires_at",
]  # fmt: skip
PACK_COLUMNS = ["size", "code", "price", "availability"]


def catalogue_csv():
    """Every product with its packs, live or not, as a download."""
    return csv_response("products.csv", [*PRODUCT_COLUMNS, *(f"pack_{name}" for name in PACK_COLUMNS)], rows())


def rows():
    """One list of cells for each pack; a product without packs has one row. Read in bounded memory."""
    products = Product.objects.select_related("category").prefetch_related("packs").order_by("name", "pk")
    for product in products.iterator(chunk_size=200):
        own = [cell(product, name) for name in PRODUCT_COLUMNS]
        for pack in product.packs.all() or [None]:
            yield own + [getattr(pack, name) if pack else "" for name in PACK_COLUMNS]


def cell(product, name):
    """A value as a spreadsheet shows it: dates in ISO 8601, the legal type in words."""
    value = product.get_legal_type_display() if name == "legal_type" else getattr(product, name)
    return value.isoformat() if hasattr(value, "isoformat") else str(value) if value is not None else None
