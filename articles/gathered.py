"""Rows of another table as a JSON list inside the query that is made anyway: a page saves one query for each."""

from django.db.models import Aggregate, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject


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
