"""What machines read: the map of the site, robots.txt, security.txt, the icon."""

import re
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from kneesite import sitemaps
from search.index import NEVER
from search.rows import SearchRow
from search.tests.factories import a_row

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(path):
    """The addresses in a map, which must be well-formed XML of the protocol."""
    root = ElementTree.fromstring(Client().get(path).content)
    assert root.tag in (f"{SPACE}urlset", f"{SPACE}sitemapindex")
    return [found.text for found in root.iter(f"{SPACE}loc")]


def test_the_map_names_everything_live_once_and_nothing_else():
    soon, ago = timezone.now() + timedelta(hours=1), timezone.now() - timedelta(hours=1)
    a_row("Live", url="/articles/live/")
    a_row("Live product", kind="product", url="/products/live/")
    a_row("Scheduled", url="/articles/scheduled/", goes_live_at=soon)
    a_row("Draft", url="/articles/draft/", goes_live_at=NEVER)
    a_row("Expired", url="/articles/expired/", retires_at=ago)
    a_row("A dish", kind="recipe", url="/articles/live/#recipe-1")

    assert addresses("/sitemap-1.xml") == [f"{SITE}/articles/live/", f"{SITE}/products/live/"]


def test_the_index_leads_to_the_lists_and_to_each_file(monkeypatch):
    monkeypatch.setattr(sitemaps, "A_FILE", 2)
    for number in range(5):
        a_row(f"Row {number}", url=f"/articles/{number}/")

    files = addresses("/sitemap.xml")

    assert files == [f"{SITE}/sitemap-{number}.xml" for number in range(4)]
    found = [address for path in files[1:] for address in addresses(path.removeprefix(SITE))]
    assert found == [f"{SITE}/articles/{number}/" for number in range(5)]
    assert f"{SITE}/articles/" in addresses("/sitemap-0.xml")


def test_each_page_has_the_date_of_its_last_change_and_its_picture():
    a_row(
        "Knees",
        url="/articles/knees/",
        picture="/media/renditions/knee.webp",
        goes_live_at=timezone.now() - timedelta(days=9),
    )
    later = Client().get("/sitemap-1.xml").content.decode()

    assert re.findall("<image:loc>(.*?)</image:loc>", later) == [f"{SITE}/media/renditions/knee.webp"]
    (date,) = re.findall("<lastmod>(.*?)</lastmod>", later)
    assert datetime.fromisoformat(date).date() == timezone.now().date()


def test_what_came_live_by_itself_makes_the_map_newer_too():
    yesterday, today = (timezone.now().replace(microsecond=0) - timedelta(days=days) for days in (3, 1))
    a_row("Old", url="/articles/old/")
    a_row("Scheduled long ago", url="/articles/scheduled/", goes_live_at=today)
    SearchRow.objects.update(changed_at=yesterday)

    index = Client().get("/sitemap.xml").content.decode()
    lists = Client().get("/sitemap-0.xml").content.decode()

    dates = [datetime.fromisoformat(date) for date in re.findall("<lastmod>(.*?)</lastmod>", index)]
    assert dates == [today, today]
    assert f"/articles/</loc><lastmod>{today.isoformat()}" in lists


def test_the_index_asks_one_question_for_each_file(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(sitemaps, "A_FILE", 2)
    for number in range(10):
        a_row(f"Row {number}")

    with django_assert_num_queries(1 + 1 + 6):  # edition, number of pages, five files and that of the lists
        Client().get("/sitemap.xml")


def test_an_address_with_special_letters_is_escaped():
    a_row("Knees", url="/articles/a&b/", picture="/media/a&b.webp")

    assert addresses("/sitemap-1.xml") == [f"{SITE}/articles/a&b/"]


@pytest.mark.parametrize(
    "path", ["/sitemap-2.xml", "/sitemap-999999999999.xml", "/sitemap-99999999999999999999999.xml", "/sitemap-x.xml"]
)
def test_a_file_that_does_not_exist_is_a_404(path):
    a_row("Knees")

    assert Client().get(path).status_code == 404


def test_a_file_costs_the_same_for_any_number_of_pages(django_assert_max_num_queries):
    for number in range(30):
        a_row(f"Row {number}")

    with django_assert_max_num_queries(3):
        Client().get("/sitemap-1.xml")


def test_robots_are_kept_from_the_staff_area_and_private_links_and_led_to_the_map():
    lines = Client().get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /questions/follow/", "Disallow: /search/"} <= set(lines)
    assert lines[-1] == f"Sitemap: {SITE}/sitemap.xml"


def test_a_weakness_can_be_reported():
    text = Client().get("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in reversed(text.splitlines()))

    assert fields["Contact"] == "mailto:letters@example.org"
    assert timedelta(days=170) < datetime.fromisoformat(fields["Expires"]) - timezone.now() < timedelta(days=366)
    assert fields["Canonical"] == f"{SITE}/.well-known/security.txt"


def test_the_icon_is_where_browsers_look():
    response = Client().get("/favicon.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content


@pytest.mark.parametrize(
    "path", ["/sitemap.xml", "/sitemap-0.xml", "/robots.txt", "/.well-known/security.txt", "/favicon.svg"]
)
def test_machines_get_a_304_when_they_have_it_already(path):
    response = Client().get(path)

    again = Client().get(path, headers={"if-none-match": response["ETag"]})

    assert (response.status_code, again.status_code) == (200, 304)
    assert not response.cookies
