"""Several short lists in one question to the database: each list comes back as one JSON column of the same row."""

from django.db.models import DateTimeField, JSONField, Subquery
from django.db.models.functions import JSONObject


class JsonRows(Subquery):
    """All rows of a queryset with the columns of `columns_of()`, in no promised order. Read them with `made_of()`."""

    def __init__(self, queryset, **extra):
        columns = JSONObject(**{field.attname: field.attname for field in columns_of(queryset.model)})
        rows = queryset.annotate(as_json=columns).values("as_json")
        super().__init__(rows, output_field=JSONField(), **extra)

    def as_sqlite(self, compiler, connection):
        template = "JSON((SELECT JSON_GROUP_ARRAY(JSON(as_json)) FROM (%(subquery)s)))"
        return self.as_sql(compiler, connection, template=template)

    def as_postgresql(self, compiler, connection):
        template = "(SELECT COALESCE(JSONB_AGG(as_json), '[]'::jsonb) FROM (%(subquery)s) AS listed)"
        return self.as_sql(compiler, connection, template=template)


def columns_of(model) -> list:
    """The fields of a row that travel: all but moments, which SQLite writes down without their zone."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, DateTimeField)]


def made_of(model, rows: list[dict]) -> list:
    """Instances of `model`; what did not travel is read when somebody asks for it."""
    fields = columns_of(model)
    names = [field.attname for field in fields]
    return [model.from_db(None, names, [field.to_python(row[field.attname]) for field in fields]) for row in rows]
