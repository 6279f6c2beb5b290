"""Every page that a reader can reach by links: what it carries, and what it must never carry."""

import json
import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client

from conftest import empty_caches
from tests.everything import a_full_house

pytestmark = pytest.mark.django_db
START = [
    "/",
    "/topics/",
    "/about/",
    "/search/?q=knee",
    "/sitemap.xml",
    "/robots.txt",
    "/favicon.svg",
    "/.well-known/security.txt",
]
SITE = "http://127.0.0.1:8000"
MOST = 150  # pages; the house of the test has about sixty
NASTY = ["page=abc", "page=0", "page=-1", "page=99", "page=%00", "page=9999999999999999999999", "topic=%00", "topic=nothing",
         "topic=" + "x" * 3000, "e=%00&e=x", "e=1&e=2", "q=%00", "q=%22%27*(", "kind=%00", "category=%00", "utm_source=x", "p=1",
         "p=%00", "?=&&&=%FF", "area=%ED%A0%80"]  # fmt: skip


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """{address: response} of everything that links lead to. One house for all tests here: they only read."""
    empty_caches()
    with django_db_blocker.unblock(), transaction.atomic():
        a_full_house()
        yield walked()
        transaction.set_rollback(True)


def walked():
    """From the front door on, without any cookie."""
    found, waiting = {}, list(START)
    while waiting and len(found) < MOST:
        path = waiting.pop(0)
        if path in found:
            continue
        found[path] = Client().get(path)
        waiting += links_of(path, found[path])
    return found


def links_of(path, response):
    """Addresses of ours that a page links to, without their fragment."""
    if "html" not in response.get("Content-Type", ""):
        return []
    hrefs = re.findall(r'<(?:a|link rel="alternate"[^>]*)\s[^>]*href="([^"#]*)', response.content.decode())
    whole = [urlsplit(urljoin(SITE + path, unescape(href))) for href in hrefs]
    return [
        one.path + (f"?{one.query}" if one.query else "") for one in whole if f"{one.scheme}://{one.netloc}" == SITE
    ]


def reading(pages):
    """The pages that everybody gets from the cache."""
    return {path: page for path, page in pages.items() if page.get("Cache-Control", "").startswith("public, max-age=0")}


def html_of(pages):
    """The same, only pages with text, as text."""
    return {path: page.content.decode() for path, page in reading(pages).items() if "html" in page["Content-Type"]}


def one(pattern, html):
    """The one thing that fits; more or fewer are a mistake."""
    found = re.findall(pattern, html)
    assert len(found) == 1, found
    return unescape(found[0])


def test_every_public_page_is_whole_and_carries_nothing_of_a_reader(pages):
    kept, texts = reading(pages), html_of(pages)

    assert {path: page.status_code for path, page in pages.items() if page.status_code != 200} == {}
    assert len(texts) > 25
    assert {
        "/",
        "/articles/",
        "/topics/knees/",
        "/questions/",
        "/products/",
        "/exercises/",
        "/quiz/",
        "/about/privacy/",
    } <= set(texts)
    assert [path for path, page in kept.items() if page.cookies] == []
    assert [path for path, page in kept.items() if "ookie" in page.get("Vary", "")] == []
    assert [path for path, html in texts.items() if "csrf" in html.lower()] == []
    for path, page in kept.items():
        policy = page["Content-Security-Policy"]
        assert "script-src 'self';" in f"{policy};", path
        assert "unsafe" not in policy, path
        assert "nonce" not in policy, path


def test_nothing_in_a_public_page_runs_or_is_styled_inline(pages):
    for path, html in html_of(pages).items():
        inline = [tag for tag in re.findall(r"<script([^>]*)>", html) if "src=" not in tag and "ld+json" not in tag]
        assert inline == [], path
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", html) == [], path
        assert re.findall(r'(?:src|srcset)="(?:https?:)?//', html) == [], path


def test_every_page_has_one_heading_a_title_a_description_and_a_canonical_address(pages):
    names = {}  # of titles and of descriptions: two pages must not share one
    for path, html in html_of(pages).items():
        assert one("<h1[ >]", html), path
        assert one('<html lang="([^"]+)"', html) == "en-GB", path
        description = one('<meta name="description" content="([^"]*)"', html)
        assert 15 <= len(description) <= 320, path
        canonical = one('<link rel="canonical" href="([^"]+)"', html)
        assert canonical.startswith(SITE + "/"), path
        if 'name="robots" content="noindex"' in html:
            continue
        for name in (one("<title>([^<]+)</title>", html.partition("<body")[0]), description):
            names.setdefault(name, set()).add(canonical)

    assert {name: addresses for name, addresses in names.items() if len(addresses) > 1} == {}


def test_every_page_that_may_be_found_looks_like_something_when_it_is_shared(pages):
    shown = {path: html for path, html in html_of(pages).items() if 'content="noindex"' not in html}
    assert len(shown) > 20
    for path, html in shown.items():
        found = dict(re.findall('<meta property="og:([a-z_]+)" content="([^"]*)"', html))
        assert {"site_name", "type", "title", "description", "url", "image"} == set(filter(found.get, found)), path
        picture = Client().get(unescape(found["image"]).removeprefix(SITE))
        drawn = found["image"].startswith(f"{SITE}/static/") or picture.status_code == 200
        assert drawn, path
    articles = [html for path, html in shown.items() if re.fullmatch("/articles/[^/?]+/", path)]
    assert ["/share/articles/" in html for html in articles] == [True]


def test_pages_of_forms_and_sessions_are_for_no_search_engine(pages):
    hidden = {path for path, html in html_of(pages).items() if 'name="robots" content="noindex"' in html}

    assert {path for path in hidden if not re.search("/session/|/search/", path)} == set()
    assert any("/session/" in path for path in hidden)


def test_every_canonical_address_answers(pages):
    canonical = {one('<link rel="canonical" href="([^"]+)"', html) for html in html_of(pages).values()}

    answers = {address: Client().get(address.removeprefix(SITE)).status_code for address in canonical}

    assert set(answers.values()) == {200}


def test_what_is_told_to_search_engines_is_json_and_of_schema_org(pages):
    found = []
    for path, html in html_of(pages).items():
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
            data = json.loads(text)
            found += [part["@type"] for part in data.get("@graph", [data])]
            assert data["@context"] == "https://schema.org", path

    assert {"Article", "BreadcrumbList", "Product"} <= set(map(str, found))


def test_pages_for_one_reader_are_kept_nowhere_and_not_indexed(pages):
    private = {
        path: page for path, page in pages.items() if path not in reading(pages) and not path.startswith("/search/")
    }

    assert any(path.startswith("/questions/ask/") for path in private)
    for path, page in private.items():
        if path == "/newsletter/":
            continue  # the sign-up may be found
        assert "noindex" in page.content.decode() or "noindex" in page.get("X-Robots-Tag", ""), path
        assert "public" not in page.get("Cache-Control", ""), path


def test_whatever_is_hung_on_an_address_is_never_an_error(pages):
    client = Client(raise_request_exception=False)
    bare = sorted({path.partition("?")[0] for path in pages})

    answers = {f"{path}?{query}": client.get(f"{path}?{query}").status_code for path in bare for query in NASTY}

    assert {address: status for address, status in answers.items() if status >= 500} == {}


def test_a_reading_page_asks_for_nothing_but_get(pages):
    assert {path: Client().post(path).status_code for path in reading(pages)} == dict.fromkeys(reading(pages), 405)


def test_head_gives_the_headers_of_get(pages):
    for path, page in reading(pages).items():
        head = Client().head(path)
        assert (head.status_code, head.content) == (page.status_code, b""), path
