"""The page cache: what is kept, for how long, for whom, and who notices a new edition."""

import gzip
import os
import subprocess
import sys
import time
from urllib.parse import quote

import brotli
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from core import pagecache
from core.site_state import new_edition, now
from core.tests.pages import made
from core.tests.parallel import in_parallel

pytestmark = [pytest.mark.django_db, pytest.mark.urls("core.tests.pages")]


@pytest.fixture(autouse=True)
def _nothing_made():
    made.clear()


def test_a_kept_page_is_made_once(client):
    first, second = client.get("/plain/"), client.get("/plain/")

    assert len(made) == 1
    assert second.content == first.content


def test_a_kept_page_costs_one_query(client, django_assert_num_queries):
    client.get("/plain/")

    with django_assert_num_queries(1):
        client.get("/plain/")


def test_a_new_edition_makes_the_page_anew(client):
    client.get("/plain/")

    new_edition()
    client.get("/plain/")

    assert len(made) == 2


@pytest.mark.django_db(transaction=True)
def test_an_edition_started_on_another_connection_is_seen_by_the_next_request(client):
    client.get("/plain/")

    in_parallel(1, lambda _: new_edition())
    client.get("/plain/")

    assert len(made) == 2


@pytest.mark.django_db(transaction=True)
def test_an_edition_started_by_another_process_is_seen_by_the_next_request(client):
    client.get("/plain/")
    before = now().edition

    start = "import django; django.setup(); from core.site_state import new_edition; new_edition()"
    subprocess.run([sys.executable, "-c", start], check=True, timeout=60, cwd=settings.BASE_DIR, env=its_environment())
    client.get("/plain/")

    assert now().edition == before + 1
    assert len(made) == 2


def its_environment():
    """What another process needs to open the same database."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        user, host = quote(database["USER"]), f"{database['HOST']}:{database['PORT'] or 5432}"
        url = f"postgres://{user}:{quote(database['PASSWORD'])}@{host}/{database['NAME']}"
    return os.environ | {"DJANGO_SETTINGS_MODULE": "kneesite.settings", "DATABASE_URL": url}


def test_a_page_is_kept_for_sixty_seconds_and_not_longer(client):
    client.get("/plain/")

    (key,) = [key for key in kept_keys() if "page:" in key]

    assert 55 < seconds_left(key) <= 60


def kept_keys():
    """The names in the cache, as the backend writes them."""
    if hasattr(cache, "_cache") and hasattr(cache._cache, "get_client"):
        return [key.decode() for key in cache._cache.get_client().scan_iter(match=f"*{cache.key_prefix}:*page:*")]
    return list(cache._cache)


def seconds_left(key):
    if hasattr(cache._cache, "get_client"):
        return cache._cache.get_client().ttl(key)
    return cache._expire_info[key] - time.time()


@pytest.mark.parametrize(
    ("accepted", "coding"), [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", "")]
)
def test_a_page_is_sent_in_the_best_coding_the_browser_takes(client, accepted, coding):
    plain = client.get("/plain/").content

    response = client.get("/plain/", headers={"accept-encoding": accepted})

    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[coding]
    assert response.get("Content-Encoding", "") == coding
    assert unpack(response.content) == plain
    assert int(response["Content-Length"]) == len(response.content)
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("held", ["{etag}", "W/{etag}", '"other", {etag}', "*"])
def test_a_browser_that_has_the_page_gets_304_without_a_body(client, held):
    etag = client.get("/plain/")["ETag"]

    response = client.get("/plain/", headers={"if-none-match": held.format(etag=etag)})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag


def test_a_browser_with_an_older_page_gets_the_new_one(client):
    etag = client.get("/plain/")["ETag"]
    new_edition()

    response = client.get("/plain/", headers={"if-none-match": etag})

    assert response.status_code == 200
    assert response["ETag"] != etag


def test_each_coding_has_an_etag_of_its_own(client):
    etags = {client.get("/plain/", headers={"accept-encoding": coding})["ETag"] for coding in ("br", "gzip", "")}

    assert len(etags) == 3


def test_head_has_the_headers_and_no_body(client):
    whole = client.get("/plain/")

    head = client.head("/plain/")

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(whole.content))
    assert len(made) == 1


def test_a_kept_page_carries_the_same_headers_as_a_fresh_one(client):
    fresh, kept = client.get("/plain/"), client.get("/plain/")

    assert dict(kept.items()) == dict(fresh.items())
    assert "script-src 'self'" in kept["Content-Security-Policy"]
    assert "unsafe" not in kept["Content-Security-Policy"]
    assert kept["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert kept["X-Frame-Options"] == "DENY"
    assert kept["Permissions-Policy"]


def test_an_unknown_host_is_refused_even_when_the_page_is_kept(client):
    client.get("/plain/")

    assert client.get("/plain/", headers={"host": "evil.example"}).status_code == 400


def test_known_query_keys_are_kept_apart_and_unknown_ones_not_at_all(client):
    bodies = [client.get(address).content for address in ("/list/", "/list/?page=2", "/list/?page=2", "/list/?page=3")]
    strange = [client.get("/list/?page=2&utm=1").content for _ in range(2)]

    assert bodies == [b"page 1 made 1", b"page 2 made 2", b"page 2 made 2", b"page 3 made 3"]
    assert strange == [b"page 2 made 4", b"page 2 made 5"]


@pytest.mark.parametrize("page", ["abc", "0", "-1", "99", "1e9", "%00", "9" * 400, "²"])
def test_a_page_that_does_not_exist_is_a_404_and_not_kept(client, page):
    statuses = [client.get(f"/list/?page={page}").status_code for _ in range(2)]

    assert statuses == [404, 404]
    assert len(made) == 2


def test_a_very_long_address_is_answered_but_not_kept(client):
    address = "/list/?topic=" + "x" * 400

    assert [client.get(address).status_code for _ in range(2)] == [200, 200]
    assert len(made) == 2


def test_a_page_that_carries_a_token_of_one_reader_is_kept_for_nobody(client):
    tokens = {Client().get("/careless/").content for _ in range(2)}

    assert len(made) == 2
    assert len(tokens) == 2


def test_a_public_page_cannot_be_posted_to(client):
    assert client.post("/plain/").status_code == 405


def test_a_cache_that_is_down_makes_the_site_slower_and_not_silent(client, settings):
    settings.CACHES = {"default": {"BACKEND": "core.tests.broken_cache.BrokenCache"}}

    statuses = [client.get("/plain/").status_code for _ in range(2)]

    assert statuses == [200, 200]
    assert len(made) == 2


def test_what_is_kept_names_no_reader(client):
    client.cookies["reader"] = "one-reader"
    client.get("/plain/")

    page = pagecache.kept(next(iter(real_keys())))

    assert {name for name, _ in page.headers} & {"Set-Cookie", "Vary"} == set()


def real_keys():
    """The names as the page cache writes them, without the cache's own prefix."""
    return [key.partition(":1:")[2] for key in kept_keys() if ":1:page:" in key]
