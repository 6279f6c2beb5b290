"""The picture that stands beside a link to an article when somebody shares it: the card of the house with the title."""

import io
import unicodedata
from functools import lru_cache

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from articles.revision import Revision
from core.private import keyed_hash

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
    response = HttpResponse(kept_card(revision), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response


def kept_card(revision) -> bytes:
    """The card from the storage; drawn the first time. Nobody can guess its file, which stays when a text goes."""
    name = f"share/{keyed_hash('share', str(revision.pk), revision.title)}.png"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            return file.read()
    drawn = card(revision.title)
    try:
        default_storage.save(name, ContentFile(drawn))
    except OSError:
        pass  # a full disk: it is drawn again the next time
    return drawn


def card(title: str) -> bytes:
    """A PNG of 1200 × 630 pixels with a title of any length; what does not fit ends in dots.

    The letters of the house are Latin. A title in others is left out whole: half of one would say something else.
    """
    image = Image.open(CARD).convert("RGB")
    draw = ImageDraw.Draw(image)
    font, lines = fitting(draw, written(title))
    draw.multiline_text((LEFT, TOP), "\n".join(lines), font=font, fill=INK, spacing=font.size * 0.18)
    draw.text((LEFT, TOP + HEIGHT), settings.SITE_NAME, font=letters(30), fill=QUIET, anchor="ls")
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


@lru_cache(maxsize=len(SIZES) + 1)
def letters(size):
    """The font of the house, as headings have it."""
    font = ImageFont.truetype(FONT, size)
    font.set_variation_by_axes([700, 100])
    return font


def written(title) -> str:
    """The title in letters that the font has, signs such as emoji left out; "" when a letter or digit is missing."""
    found = []
    for sign in unicodedata.normalize("NFC", title):
        simple = "".join(one for one in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(one))
        plain = next((one for one in (sign, simple) if one and all(map(has, one))), "")
        if not plain and sign.isalnum():
            return ""
        found.append(plain or ("-" if unicodedata.category(sign) == "Pd" else ""))
    return "".join(found)


@lru_cache(maxsize=500)
def has(sign: str) -> bool:
    """Whether the font of the house draws something for a sign. Spaces stay what they are; what steers is no sign."""
    if sign.isspace() or not sign.isprintable():
        return sign.isspace()
    return letters(30).getmask(sign).getbbox() is not None  # what the font lacks is an empty shape in it


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
