"""What a first visit to an article weighs, as transferred: the page, its style sheet and its scripts."""

import re
from io import StringIO

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

KILO = 1024
MOST = 40 * KILO
FILE = re.compile(rb'(?:href|src)="/static/([^"]+\.(?:css|js))"')
IMPORT = re.compile(rb'(?:from|import)\s*\(?["\']\./([\w-]+\.js)["\']')


def compressed(data: bytes) -> int:
    return len(brotli.compress(data, quality=5))


def with_imports(name: str, known: dict) -> dict:
    """{name: bytes} of a script and everything it imports."""
    if name not in known:
        with open(finders.find(name), "rb") as file:
            known[name] = file.read()
        for other in IMPORT.findall(known[name]):
            with_imports(f"{name.rpartition('/')[0]}/{other.decode()}", known)
    return known


@pytest.mark.django_db
def test_an_article_with_style_and_scripts_weighs_at_most_forty_kilobytes(client):
    call_command("load_demo", stdout=StringIO())
    page = client.get("/articles/five-exercises-for-a-sore-knee-after-running/")
    files = {}

    for name in FILE.findall(page.content):
        with_imports(name.decode(), files)

    assert page.status_code == 200
    assert "css/site.css" in files
    assert compressed(page.content) + sum(compressed(data) for data in files.values()) <= MOST


@pytest.mark.django_db
def test_a_page_asks_for_nothing_outside_the_house(client):
    call_command("load_demo", stdout=StringIO())

    for path in ("/", "/articles/five-exercises-for-a-sore-knee-after-running/", "/products/arnica-gel/"):
        page = client.get(path).content.decode()
        assert re.findall(r'(?:src|srcset|action)="(https?:[^"]*)"', page) == []
        assert re.findall(r'<link rel="(?:stylesheet|preload|icon)" href="(https?:[^"]*)"', page) == []
