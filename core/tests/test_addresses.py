"""What becomes of old addresses."""

import pytest
from django.contrib.redirects.models import Redirect

from core.addresses import absolute, address_changed

pytestmark = [pytest.mark.django_db, pytest.mark.urls("core.tests.pages")]


def moves():
    """Old and new address of every redirect."""
    return dict(Redirect.objects.values_list("old_path", "new_path"))


def test_an_old_address_leads_to_the_new_one(client):
    address_changed("/a/", "/plain/")

    response = client.get("/a/")

    assert (response.status_code, response["Location"]) == (301, "/plain/")


def test_a_chain_is_collapsed():
    address_changed("/a/", "/b/")
    address_changed("/b/", "/c/")
    address_changed("/c/", "/d/")

    assert moves() == {"/a/": "/d/", "/b/": "/d/", "/c/": "/d/"}


def test_going_back_to_an_old_address_makes_no_circle():
    address_changed("/a/", "/b/")
    address_changed("/b/", "/a/")

    assert moves() == {"/b/": "/a/"}


def test_an_address_that_did_not_change_leaves_no_trace():
    address_changed("/a/", "/a/")

    assert moves() == {}


@pytest.mark.parametrize("query", ["?utm_source=letter", "?page=abc", "?x=%00"])
def test_a_query_does_not_hide_where_a_page_moved(client, query):
    address_changed("/a/", "/plain/")

    assert client.get(f"/a/{query}")["Location"] == "/plain/"


def test_a_withdrawn_page_answers_410_with_a_helpful_page(client):
    Redirect.objects.create(site_id=1, old_path="/a/", new_path="")

    response = client.get("/a/")

    assert response.status_code == 410
    assert b"We have taken this page down" in response.content


def test_what_belongs_to_a_page_moves_with_it_and_is_gone_with_it(client):
    address_changed("/things/a/", "/things/b/")
    address_changed("/things/far/", "https://example.org/")
    Redirect.objects.create(site_id=1, old_path="/things/gone/", new_path="")

    answers = [
        client.get(f"/things/{path}") for path in ("a/feed/", "a/feed/more/?q=1", "gone/feed/", "far/feed/", "c/d/")
    ]

    assert [(answer.status_code, answer.get("Location")) for answer in answers] == [
        (301, "/things/b/feed/"),
        (301, "/things/b/feed/more/?q=1"),
        (410, None),
        (404, None),
        (404, None),
    ]


def test_a_thing_that_gets_its_first_address_back_answers_there_and_all_others_lead_to_it():
    for old, new in ["ab", "bc", "cd", "da"]:
        address_changed(f"/{old}/", f"/{new}/")

    assert moves() == {"/b/": "/a/", "/c/": "/a/", "/d/": "/a/"}


def test_two_things_that_change_addresses_are_both_found_where_they_are():
    for old, new in [("a", "aside"), ("b", "a"), ("aside", "b")]:
        address_changed(f"/{old}/", f"/{new}/")

    assert moves() == {"/aside/": "/b/"}


NOBODY = [
    "/b/",
    "/%00/",
    "/b/?p=1",
    "/" + "x" * 3000 + "/",
    "/a/b/%00",
    "/a/%00/b/",
    "/a/b/c/?topic=%00",
    "/a/?topic=" + "x" * 3000,
]


@pytest.mark.parametrize("path", NOBODY)
def test_an_address_that_nobody_knows_stays_a_404(client, path):
    assert client.get(path).status_code == 404


def test_addresses_for_letters_come_from_the_settings(settings):
    settings.SITE_URL = "https://www.example.org"

    assert absolute("/a/") == "https://www.example.org/a/"
