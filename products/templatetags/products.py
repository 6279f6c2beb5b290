"""Tags that show a product: every one of them brings the label and, where the law has one, the statement."""

from urllib.parse import urlencode, urljoin

from django import template
from django.conf import settings
from django.urls import reverse

from core.addresses import absolute
from core.templatetags.house import json_ld
from products.legal import AD_LABEL
from products.models import Product

register = template.Library()
ON_A_TOPIC = 4  # products in the panel of a topic


@register.inclusion_tag("products/_label.html")
def product_label(product=None):
    """ "Our product – advertising": first of all, wherever a product is shown."""
    return {"label": AD_LABEL}


@register.simple_tag
def product_ad_label() -> str:
    """The same as plain words, for where nothing but words can stand."""
    return AD_LABEL


@register.inclusion_tag("products/_statement.html")
def product_statement(product):
    """The legal sentence of the product's type; nothing where the law has none."""
    return {"statement": product.statement}


@register.inclusion_tag("products/_card.html")
def product_card(product, tint="", heading="h3"):
    """A card of a grid (`.grid.small.square`). `product` comes from `for_cards()`; `tint` is glow, mist or empty."""
    return {"product": product, "tint": tint, "heading": heading}


@register.inclusion_tag("products/_rec.html")
def product_rec(product):
    """The product card in the text of an article or an answer; nothing when the product is not live."""
    return {"product": product if product and product.is_published() else None}


@register.inclusion_tag("products/_shelf.html")
def shelf(product, text=""):
    """The panel "From our shelf", in the publisher's voice; nothing when the product is not live."""
    return {"product": product if product and product.is_published() else None, "text": text}


@register.inclusion_tag("products/_topic_products.html")
def topic_products(topic, heading="h2"):
    """The products of a topic's page, at most four; nothing when there are none."""
    products = Product.objects.published().of_topics([topic]).for_cards()[:ON_A_TOPIC]
    return {"topic": topic, "products": products, "heading": heading}


@register.filter
def lines(text) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


@register.simple_tag
def product_filter_query(category=None, topic=None) -> str:
    """What the links of a filtered list carry, encoded; "" without a filter."""
    chosen = {"category": category and category.slug, "topic": topic and topic.slug}
    return urlencode({name: slug for name, slug in chosen.items() if slug})


@register.simple_tag
def product_filter(category=None, topic=None) -> str:
    """The address of the list with these filters."""
    query = product_filter_query(category, topic)
    return f"{reverse('products:list')}{'?' if query else ''}{query}"


@register.simple_tag
def product_crumbs(product) -> list:
    """The way back from a product: the catalogue, then its shelf."""
    return [("Products", reverse("products:list")), (product.category.name, product_filter(product.category))]


@register.simple_tag
def product_image(product) -> str:
    """The whole address of the product's picture; "" without one."""
    return urljoin(settings.SITE_URL + "/", product.picture.file.url) if product.picture else ""


@register.simple_tag
def product_shared_as(product) -> str:
    """What stands below the name where somebody shares the page: there, too, with label and statement."""
    return " ".join(part for part in (f"{AD_LABEL}.", product.line, product.statement) if part)


@register.simple_tag
def product_json_ld(product) -> str:
    """The product for search engines: no price, for we have no shop, and no stars, for we ask for none."""
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name,
        "description": product_shared_as(product),
        "category": product.get_legal_type_display(),
        "url": absolute(product.get_absolute_url()),
    }
    if image := product_image(product):
        data["image"] = image
    return json_ld(data)


@register.filter
def verbose_name(instance) -> str:
    """What a colleague calls this kind of thing: "fact", "public question"."""
    return instance._meta.verbose_name


@register.filter
def model_label(instance) -> str:
    """The model's label, for a form that comes back with it."""
    return instance._meta.label_lower
