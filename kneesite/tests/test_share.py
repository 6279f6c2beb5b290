"""The picture beside a shared link."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from articles.tests.factories import a_draft, an_article
from kneesite.share import card

pytestmark = pytest.mark.django_db


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_an_article_leads_to_its_card_which_is_drawn_once():
    revision = an_article("Sore knees after a run")
    page = Client().get(revision.get_absolute_url()).content.decode()
    (address,) = re.findall(r'<meta property="og:image" content="http://127.0.0.1:8000([^"]+)">', page)

    first = Client().get(address)
    stored = default_storage.get_modified_time(f"share/{revision.pk}.png")
    second = Client().get(address)

    assert first["Content-Type"] == "image/png"
    assert opened(first.content).size == (1200, 630)
    assert second.content == first.content
    assert default_storage.get_modified_time(f"share/{revision.pk}.png") == stored
    assert not first.cookies


def test_nothing_unpublished_has_a_card():
    draft = a_draft("Secret")

    assert Client().get(f"/share/articles/{draft.article.slug}.png").status_code == 404
    assert Client().get("/share/articles/nothing.png").status_code == 404


LONG = "A title of quite some length about knees and hips " * 3


@pytest.mark.parametrize("title", ["Knees", LONG, "W" * 120, "W " * 60, "", "Ελληνικά 膝 😀", "a\nb"])
def test_any_title_fits_into_the_free_part(title):
    image = opened(card(title))
    plain = opened(card(""))

    assert image.size == (1200, 630)
    assert image.crop((545, 0, 1200, 630)).tobytes() == plain.crop((545, 0, 1200, 630)).tobytes()


def test_a_title_is_really_written():
    assert card("Knees") != card("Hips")
