"""Products as an installed app."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    """Tells the search index how a product is described."""

    name = "products"

    def ready(self):
        from products.models import Product
        from search import index

        index.register(Product, Product.describe_for_search)
