"""Pictures that come with their renditions in one question to the database, for pages with a tight price."""

from django.db.models import OuterRef

from core.json_rows import JsonRows, made_of
from pictures.models import Rendition


def renditions_of(picture: str) -> JsonRows:
    """To annotate a queryset with: the renditions of the picture in its column `picture`. See hand_over()."""
    return JsonRows(Rendition.objects.filter(picture=OuterRef(picture)))


def hand_over(picture, rows: list[dict]):
    """Gives a picture (or None) its renditions out of `rows`, as if they had been prefetched."""
    if picture is None:
        return
    renditions = Rendition.objects.filter(picture=picture)
    renditions._result_cache = made_of(Rendition, [row for row in rows if row["picture_id"] == picture.pk])
    renditions._prefetch_done = True
    picture._prefetched_objects_cache = {"renditions": renditions}
