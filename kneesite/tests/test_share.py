"""The picture beside a shared link."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from articles.revision import Revision
from articles.tests.factories import a_draft, an_article
from kneesite.share import card, written

pytestmark = pytest.mark.django_db


def files():
    """Names of the cards that are kept."""
    return default_storage.listdir("share")[1] if default_storage.exists("share") else []


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_an_article_leads_to_its_card_which_is_drawn_once():
    revision = an_article("Sore knees after a run")
    page = Client().get(revision.get_absolute_url()).content.decode()
    (address,) = re.findall(r'<meta property="og:image" content="http://127.0.0.1:8000([^"]+)">', page)
    before = set(files())

    first = Client().get(address)
    (drawn,) = set(files()) - before
    stored = default_storage.get_modified_time(f"share/{drawn}")
    second = Client().get(address)

    assert first["Content-Type"] == "image/png"
    assert opened(first.content).size == (1200, 630)
    assert second.content == first.content
    assert default_storage.get_modified_time(f"share/{drawn}") == stored
    assert not first.cookies


def test_nothing_unpublished_has_a_card():
    draft = a_draft("Secret")

    assert Client().get(f"/share/articles/{draft.article.slug}.png").status_code == 404
    assert Client().get("/share/articles/nothing.png").status_code == 404


LONG = "A title of quite some length about knees and hips " * 3


ODD = [
    "Ελληνικά 膝 😀",
    "a\nb",
    "\x00\x0b\x1b\x7f",
    "\u202eabc\u2028",
    "👩‍⚕️ knee",
    "e\u0301" * 60,
    "膝" * 120,
    "\ufeff",
    "عربي knee",
]


@pytest.mark.parametrize("title", ["Knees", LONG, "W" * 120, "W " * 60, "", *ODD])
def test_any_title_fits_into_the_free_part(title):
    image = opened(card(title))
    plain = opened(card(""))

    assert image.size == (1200, 630)
    assert image.crop((545, 0, 1200, 630)).tobytes() == plain.crop((545, 0, 1200, 630)).tobytes()


def test_a_title_is_really_written():
    assert card("Knees") != card("Hips")


@pytest.mark.parametrize(
    ("title", "drawn"),
    [
        ("Café – “naïve” Ångström ½", "Café – “naïve” Ångström ½"),
        ("cafe\u0301", "café"),
        ("Knees 😀 & hips", "Knees  & hips"),
        ("Čapek’s ĕ", "Capek’s e"),
        ("Omega‑3 ﬁts", "Omega-3 fits"),
        ("Ελληνικά", ""),
        ("Боль в колене 1", ""),
        ("knee (膝)", ""),
    ],
)
def test_letters_that_the_house_does_not_have_leave_no_holes_in_a_title(title, drawn):
    assert written(title) == drawn


def test_a_title_in_other_letters_gives_the_card_of_the_house():
    assert opened(card("Knees and 膝")).tobytes() == opened(card("")).tobytes()


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_article_has_no_card_and_nobody_can_guess_where_its_file_lies():
    revision = an_article("Sore knees", slug="sore")
    assert Client().get("/share/articles/sore.png").status_code == 200

    revision.withdraw(None, "Out of date")

    assert Client().get("/share/articles/sore.png").status_code == 404
    assert Client().get(f"/media/share/{revision.pk}.png").status_code == 404
    assert max(map(len, files())) > 30


def test_another_title_gets_another_card():
    revision = an_article("Sore knees", slug="sore")
    first = Client().get("/share/articles/sore.png").content

    Revision.objects.filter(pk=revision.pk).update(title="Stiff hips")

    assert opened(Client().get("/share/articles/sore.png").content).tobytes() == opened(card("Stiff hips")).tobytes()
    assert opened(first).tobytes() == opened(card("Sore knees")).tobytes()


def test_a_card_that_cannot_be_kept_is_drawn_all_the_same(settings):
    an_article("Sore knees", slug="sore")
    settings.MEDIA_ROOT = "/dev/null/nowhere"

    assert Client().get("/share/articles/sore.png").status_code == 200
