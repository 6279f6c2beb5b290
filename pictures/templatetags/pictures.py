"""{% picture %}: a picture with its renditions, width and height, so that nothing jumps while it loads."""

from django import template

from pictures.renditions import FORMATS

register = template.Library()
TYPES = {"avif": "image/avif", "webp": "image/webp"}
DEFAULT_SIZES = "(width >= 62rem) 50rem, 100vw"


@register.inclusion_tag("pictures/_picture.html")
def picture(picture, sizes=DEFAULT_SIZES, loading="lazy", alt=None):
    """Draws `picture` (a Picture read with `for_reading()`, or None: nothing). `alt=""` where a heading beside it says it."""
    if picture is None:
        return {"picture": None}
    by_format = {key: [] for key in FORMATS}
    for rendition in picture.renditions.all():
        by_format[rendition.format].append(rendition)
    sources = [{"type": TYPES[key], "srcset": srcset(by_format[key])} for key in TYPES if by_format[key]]
    fallback = by_format["jpg"]
    return {
        "picture": picture,
        "sources": sources,
        "src": (fallback[len(fallback) // 2].file if fallback else picture.file).url,
        "srcset": srcset(fallback),
        "sizes": sizes,
        "loading": loading,
        "alt": alt if alt is not None else "" if picture.decorative else picture.alt,
        "focus": focus(picture),
    }


def focus(picture) -> str:
    """Classes for the point that stays in view when the style sheet crops; nothing for the middle."""
    return " ".join(
        f"focus-{axis}-{quarter}"
        for axis, percent in (("x", picture.focal_x), ("y", picture.focal_y))
        if (quarter := round(percent / 25) * 25) != 50
    )


def srcset(renditions) -> str:
    """`/media/a-320.avif 320w, …` in rising width."""
    return ", ".join(f"{one.file.url} {one.width}w" for one in sorted(renditions, key=lambda one: one.width))
