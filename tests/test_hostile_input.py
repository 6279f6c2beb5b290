"""Whatever a reader (or a machine) sends: an answer below 500, no traceback, and never longer than three seconds.

HOSTILE_INPUTS=10000 makes the full run of promise 4; the suite sends a few hundred.
"""

import os
import random
import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from articles.tests.factories import an_article
from tests.page_forms import forms_of

NUMBER = int(os.environ.get("HOSTILE_INPUTS", "150"))
NASTY = [
    "\x00", "a\x00b", "", " ", "\n\r\n", "A" * 1_000_000, "ß" * 5_000, "🦵" * 300, "‮abc", "\ud7ff", "'; DROP TABLE x; --",
    "\" OR 1=1 --", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ 7*7 }}", "{% debug %}", "${7*7}",
    "../../etc/passwd", "-1", "0", "99999999999999999999", "1e309", "NaN", "٣", "None", "null", "[]", "%00", "%s%n%x",
    "a@example.org,b@example.net", "a@example.org\nBcc: b@example.net", "x" * 300 + "@example.org", "(" * 2_000,
    "http://[::1", "=1+1", "2026-02-30", "\u2028\u2029", "a" * 64 + "@" + "b." * 120 + "org", "W" * 1_800,
]  # fmt: skip
READING = [
    "/",
    "/articles/",
    "/questions/",
    "/products/",
    "/exercises/",
    "/exercises/session/",
    "/search/",
    "/search/suggest/",
]
KEYS = ["page", "q", "topic", "kind", "e", "category", "area", "article", "author", "position", "needs"]


@pytest.fixture
def addresses(db):
    """Every page with a form, with something behind it."""
    call_command("load_demo", stdout=StringIO())
    slug = an_article("Hostile").article.slug
    return ["/questions/ask/", "/newsletter/", "/quiz/how-flexible-are-you/", f"/articles/{slug}/rate/"]


def judged(answer, began, what):
    """The promise, for one answer."""
    assert answer.status_code < 500, what
    assert b"Traceback" not in answer.content, what
    assert time.monotonic() - began < 3, what
    return answer


def test_no_form_breaks_whatever_is_sent(addresses):
    chance, sent = random.Random(4), 0

    while sent < NUMBER:
        client = Client(REMOTE_ADDR=f"192.0.2.{sent % 250}")
        page = client.get(chance.choice(addresses))
        for _step in range(3):
            forms = [form for form in forms_of(page) if form.method == "post"]
            if not forms:
                break
            form = chance.choice(forms)
            values = filled(form, chance)
            began = time.monotonic()
            page = judged(client.post(form.action or page.request["PATH_INFO"], values), began, values)
            sent += 1

    assert sent >= NUMBER


def filled(form, chance):
    """The form as a browser sends it, with some fields replaced by something nasty, missing, doubled or chosen at random."""
    values = dict(form.values)
    for name, options in form.options.items():
        values[name] = chance.choice(options)
    for name in chance.sample(form.names, k=min(len(form.names), chance.randint(0, 3))):
        kind = chance.random()
        if kind < 0.1:
            values.pop(name, None)
        elif kind < 0.2:
            values[name] = [chance.choice(NASTY)[:1000], "b"]
        else:
            values[name] = chance.choice(NASTY)
    return values


def test_no_reading_page_breaks_whatever_stands_in_its_address(client, addresses):
    chance = random.Random(5)

    for path in READING:
        for key in KEYS:
            for value in chance.sample(NASTY, 5):
                began = time.monotonic()
                answer = client.get(path, {key: value[:4_000]})
                assert judged(answer, began, (path, key, value[:50])).status_code in (200, 301, 302, 404)


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"%", b"a=%ZZ&b", b"\x00" * 100])
def test_a_body_that_is_no_form_is_answered_calmly(addresses, body):
    client = Client()
    for address in addresses:
        for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"):
            answer = judged(client.post(address, body, content_type=kind), time.monotonic(), address)
            assert answer.status_code in (200, 302, 400, 403, 404, 405, 429)
