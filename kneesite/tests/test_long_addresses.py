"""How long an address may be: the web server lets a long search through, and stops what no reader sends."""

import re
import runpy
from urllib.parse import quote

import pytest
from django.conf import settings
from gunicorn.config import Config
from gunicorn.http import message
from gunicorn.http.errors import LimitRequestLine
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader

HOST = "\r\nHost: 127.0.0.1\r\n\r\n"


def received(address):
    """The request as gunicorn hands it on, with our settings."""
    config = Config()
    config.set("limit_request_line", runpy.run_path(settings.BASE_DIR / "gunicorn.conf.py")["limit_request_line"])
    return Request(config, IterUnreader([f"GET {address} HTTP/1.1{HOST}".encode()]), ("192.0.2.1", 1))


@pytest.fixture(autouse=True)
def _usual_limit(monkeypatch):
    """What our settings raise is put back."""
    monkeypatch.setattr(message, "MAX_REQUEST_LINE", message.MAX_REQUEST_LINE)


@pytest.mark.parametrize("letter", ["x", " ", "é", "膝", "🦵"])
def test_a_search_of_ten_thousand_letters_reaches_the_site(letter):
    query = f"q={quote(letter * 10_000)}"

    assert received(f"/search/?{query}").query == query


def test_an_address_without_end_is_refused():
    with pytest.raises(LimitRequestLine):
        received("/search/?q=" + "x" * 200_000)


def test_nginx_lets_through_what_the_site_takes():
    conf = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
    limit = runpy.run_path(settings.BASE_DIR / "gunicorn.conf.py")["limit_request_line"]

    assert re.findall(r"large_client_header_buffers \d+ (\d+)k;", conf) == [str(limit // 1024)]


def test_a_search_field_takes_no_more_than_the_search_looks_at(client, db):
    html = client.get("/search/").content.decode()

    fields = re.findall(r'<input[^>]* name="q"[^>]*>', html)

    assert [re.findall('maxlength="([0-9]+)"', field) for field in fields] == [["2000"], ["2000"]]
