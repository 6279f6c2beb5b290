"""Products for tests, written as English: a_category(), a_product(name="Arnica gel"). No fixtures, no randomness."""

from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from products.legal import LegalType
from products.models import Category, Pack, Product

_numbers = count(1)
LAWFUL = {
    LegalType.TRADITIONAL_HERBAL: {
        "registration_number": "THR 00000/0000",
        "holder": "Example Herbals Ltd",
        "registered_use": "muscular aches and pains",
    },
    LegalType.LICENSED_MEDICINE: {
        "registration_number": "PL 00000/0000",
        "holder": "Example Herbals Ltd",
        "registered_use": "muscular aches and pains",
    },
}


def a_category(name="To rub in", **fields) -> Category:
    """The category of that name; made the first time it is asked for."""
    return Category.objects.get_or_create(name=name, defaults={"slug": slugify(name), **fields})[0]


def a_product(name="", topics=(), packs=("50 g",), **fields) -> Product:
    """A live product that may be sold by law; plain goods unless `legal_type` says otherwise."""
    number = next(_numbers)
    name = name or f"Product {number}"
    legal_type = fields.get("legal_type", LegalType.PLAIN_GOODS)
    filled = {
        "slug": f"{slugify(name)}-{number}",
        "line": "A plain thing that is pleasant to use.",
        "directions": "Use it as the pack says.",
        "cautions": "Anybody who is allergic to one of its parts.",
        "goes_live_at": timezone.now() - timezone.timedelta(days=30),
        **LAWFUL.get(legal_type, {}),
        **fields,
    }
    category = filled.pop("category", None) or a_category()
    product = Product.objects.create(name=name, category=category, **{"legal_type": legal_type, **filled})
    product.topics.set(topics)
    Pack.objects.bulk_create(Pack(product=product, size=size, order=place) for place, size in enumerate(packs))
    return product


def a_medicine(name="Arnica gel", **fields) -> Product:
    """A live traditional herbal medicine with number, holder and registered use."""
    return a_product(name, **{"legal_type": LegalType.TRADITIONAL_HERBAL, **fields})


def a_supplement(name="Magnesium tablets", **fields) -> Product:
    """A live food supplement without any claim."""
    return a_product(name, **{"legal_type": LegalType.FOOD_SUPPLEMENT, **fields})
