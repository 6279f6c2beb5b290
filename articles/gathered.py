"""Rows of another table as a JSON list inside the query that is made anyway: a page saves one query for each."""

from django.db.models import Aggregate, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject

from products.models import Pack


class RowsAsJson(Aggregate):
    """Gathers JSON objects into a list, in no particular order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **extra):
        return super().as_sql(compiler, connection, function="JSONB_AGG", **extra)


def rows_of(queryset, outer: str, inner: str, **columns):
    """A subquery: the rows of `queryset` whose `inner` is the outer row's `outer`, each as an object of `columns`."""
    grouped = queryset.filter(**{inner: OuterRef(outer)}).order_by().values(inner)
    return Subquery(grouped.annotate(gathered=RowsAsJson(JSONObject(**columns))).values("gathered"))


def packs_of(outer: str):
    """The packs of the product at `outer`, for an annotation named `pack_rows`."""
    return rows_of(Pack.objects, outer, "product", pk="pk", size="size", order="order", availability="availability")


def with_packs(things) -> list:
    """The things, the product of each with its sizes at hand as if they had been prefetched."""
    things = list(things)
    for thing in things:
        if thing.product:
            rows = sorted(thing.pack_rows or [], key=lambda row: (row["order"], row["pk"]))
            thing.product._prefetched_objects_cache = {"packs": [Pack(product=thing.product, **row) for row in rows]}
    return things
