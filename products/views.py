"""The catalogue, one product, and the leaflet as a download."""

from django.db.models import Count, Q, prefetch_related_objects
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.addresses import gone
from core.pagecache import public_page
from core.pagination import page_of
from products.models import Category, Product
from topics.models import Topic, to_offer

A_PAGE = 24
ALTERNATIVES = 4
AT_HOME = "It has left our shelf. If you still have some at home, ask your pharmacist before you use it."


@public_page(keys=("page", "category", "topic"))
def product_list(request):
    """What we sell, filtered by links."""
    categories = list(Category.objects.with_counts())
    category = chosen(categories, request.GET.get("category"))
    topics = list(topics_of(category))
    topic = chosen(topics, request.GET.get("topic"))
    products = live().in_category(category).of_topics([topic] if topic else None).for_cards()
    useful = [one for one in topics if one.number or one == topic]
    offered = to_offer(useful, [topic.slug] if topic else [])
    context = {"categories": categories, "category": category, "topics_to_choose": offered, "topic": topic}
    context["has_more_topics"] = len(offered) < len(useful)
    context["total"] = sum(one.number for one in categories)
    return render(request, "products/product_list.html", context | {"page": page_of(request, products, A_PAGE)})


@public_page
def detail(request, slug):
    """One product; a retired one says so and offers others."""
    product = get_object_or_404(Product.objects.for_reading(), slug=slug)
    if not product.is_published():
        return taken_down(request, product)
    prefetch_related_objects(product.pictures, "renditions")
    return render(request, "products/product_detail.html", {"product": product})


@require_safe
def leaflet(request, slug):
    """The leaflet of a live product, as a download."""
    product = get_object_or_404(live().exclude(leaflet=""), slug=slug)
    try:
        file = product.leaflet.open("rb")
    except OSError:
        raise Http404("The leaflet is not where it should be.") from None
    return FileResponse(file, as_attachment=True, filename=f"{product.slug}.pdf", content_type="application/pdf")


def live():
    """The products that readers see now."""
    return Product.objects.published()


def topics_of(category):
    """Topics of live products, each with `number`, how many of them stand on the shelf, and ranked by it. One query."""
    sold = Topic.objects.filter(pk__in=Product.topics.through.objects.filter(product__in=live()).values("topic"))
    on_the_shelf = Q(products__in=live().in_category(category).order_by().values("pk"))
    return sold.annotate(number=Count("products", filter=on_the_shelf, distinct=True)).ranked_by("number")


def chosen(things, slug):
    """The thing of that slug, None without one; an unknown slug is a 404."""
    if not slug:
        return None
    for thing in things:
        if thing.slug == slug:
            return thing
    raise Http404("There is no such filter.")


def taken_down(request, product):
    """410 by name, with others of its category; what was never live is simply not there."""
    if not product.is_retired:
        raise Http404("There is no such product.")
    context = {
        "heading": f"We no longer sell {product.name_in_a_sentence}",
        "lead": AT_HOME,
        "products": product.alternatives().for_cards()[:ALTERNATIVES],
        "instead": [("All products", "/products/")],
    }
    return gone(request, context)
