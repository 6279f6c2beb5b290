"""The picture that stands beside a link to an article when somebody shares it: the card of the house with the title."""

import io

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from articles.revision import Revision

CARD = settings.BASE_DIR / "static" / "img" / "og-card.png"
FONT = settings.BASE_DIR / "static" / "fonts" / "commissioner.woff2"
LEFT, TOP, WIDTH, HEIGHT = 60, 60, 480, 510  # pixels of the free part of the card
SIZES = (60, 54, 48, 42, 36, 30)
INK, QUIET = "#1a2140", "#4b5575"
DAY = 24 * 3600


@require_safe
def article(request, slug):
    """The card of a live article, drawn once for each of its texts."""
    revision = get_object_or_404(Revision.objects.published().only("pk", "title"), article__slug=slug)
    name = f"share/{revision.pk}.png"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(card(revision.title)))
    with default_storage.open(name) as file:
        response = HttpResponse(file.read(), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response


def card(title: str) -> bytes:
    """A PNG of 1200 × 630 pixels with a title of any length; what does not fit ends in dots."""
    image = Image.open(CARD).convert("RGB")
    draw = ImageDraw.Draw(image)
    font, lines = fitting(draw, title)
    draw.multiline_text((LEFT, TOP), "\n".join(lines), font=font, fill=INK, spacing=font.size * 0.18)
    draw.text((LEFT, TOP + HEIGHT), settings.SITE_NAME, font=letters(30), fill=QUIET, anchor="ls")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def letters(size):
    """The font of the house, as headings have it."""
    font = ImageFont.truetype(FONT, size)
    font.set_variation_by_axes([700, 100])
    return font


def fitting(draw, title):
    """The largest letters in which the title fits, with its lines; the smallest cut the rest."""
    for size in SIZES:
        font = letters(size)
        lines = lines_of(draw, title, font)
        most = int((HEIGHT - 60) / (size * 1.38))
        if len(lines) <= most and max(draw.textlength(line, font) for line in lines) <= WIDTH:
            return font, lines
    cut = [shortened(draw, line, font) for line in lines[:most]]
    return font, [*cut[:-1], shortened(draw, cut[-1] + "…", font)] if len(lines) > most else cut


def shortened(draw, line, font) -> str:
    """A line that fits, its end left out when it is one long word."""
    while draw.textlength(line, font) > WIDTH:
        line = f"{line.rstrip('…')[:-1]}…"
    return line


def lines_of(draw, title, font) -> list[str]:
    """The title in lines no wider than the free part, broken at words."""
    lines = [""]
    for word in title.split() or [""]:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and draw.textlength(longer, font) > WIDTH:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
