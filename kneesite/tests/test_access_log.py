"""What the web server writes about a request, and above all what it does not."""

import logging
from datetime import timedelta

import pytest
from django.urls import URLPattern, get_resolver

from kneesite.access_log import AccessLog, RequestFilter, line, shortened


def a_request(path, **more):
    return {"REQUEST_METHOD": "GET", "PATH_INFO": path, "REMOTE_ADDR": "192.0.2.17", **more}


def test_a_line_says_who_roughly_asked_for_what_and_how_it_went():
    assert line("200 OK", a_request("/articles/"), 0.0123) == "192.0.2.0 GET /articles/ 200 12 ms"


def test_query_browser_and_referrer_are_not_written():
    secret = {
        "QUERY_STRING": "q=herpes",
        "HTTP_USER_AGENT": "herpes",
        "HTTP_REFERER": "/herpes",
        "RAW_URI": "/?q=herpes",
    }

    assert line("200 OK", a_request("/search/", **secret), 0) == "192.0.2.0 GET /search/ 200 0 ms"


@pytest.mark.parametrize(
    "path", ["/search/;q=herpes", "/search/herpes", "/search/suggest/herpes/knee", "/search/q=herpes x"]
)
def test_words_looked_for_are_not_written_where_somebody_puts_them_into_the_path(path):
    assert "herpes" not in line("404 Not Found", a_request(path), 0)


def test_the_addresses_of_the_search_stay_readable():
    assert " GET /search/suggest/ 200 " in line("200 OK", a_request("/search/suggest/"), 0)


def private_prefixes():
    """Every address of the site that carries a token, up to the token."""

    def walk(patterns, before):
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield route
            else:
                yield from walk(pattern.url_patterns, route)

    return sorted(
        {route.partition("<str:token>")[0] for route in walk(get_resolver().url_patterns, "/") if "token>" in route}
    )


def test_there_are_private_addresses_to_look_at():
    assert "/questions/follow/" in private_prefixes()


@pytest.mark.parametrize("prefix", private_prefixes())
def test_no_token_is_written(prefix):
    token = "Q7x-2_k9"

    written = line("404 Not Found", a_request(f"{prefix}{token}/"), 0)

    assert token not in written
    assert prefix in written


def test_an_address_cannot_begin_a_new_line():
    assert line("404 Not Found", a_request("/a\n192.0.2.1 GET /"), 0).count("\n") == 0


def test_an_email_in_an_address_is_not_written():
    assert "jo@example.org" not in line("404 Not Found", a_request("/jo@example.org"), 0)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.17", "192.0.2.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("", "-"),
        ("nonsense<script>", "-"),
    ],
)
def test_an_address_is_shortened(address, kept):
    assert shortened(address) == kept


def test_behind_a_proxy_the_last_hop_counts_and_a_forged_one_does_not(monkeypatch):
    monkeypatch.setenv("PROXY_COUNT", "1")
    forged = a_request("/", HTTP_X_FORWARDED_FOR="203.0.113.5, 198.51.100.9", REMOTE_ADDR="127.0.0.1")

    assert line("200 OK", forged, 0).startswith("198.51.100.0 ")


def test_files_of_the_design_are_not_written():
    written = []
    log = AccessLog.__new__(AccessLog)
    log.access_log = type("Kept", (), {"info": staticmethod(written.append)})

    for path in ("/static/css/site.css", "/favicon.svg", "/about/"):
        log.access(type("Answer", (), {"status": "200 OK"}), None, a_request(path), timedelta(seconds=1))

    assert written == ["192.0.2.0 GET /about/ 200 1000 ms"]


@pytest.mark.parametrize(
    "fault", ["Invalid HTTP Version: 'knee hurts since HTTP/1.1'", "Invalid HTTP Header: 'Cookie my session=abc'"]
)
def test_a_request_that_is_no_http_is_told_without_its_words_and_with_a_shortened_address(fault):
    record = logging.LogRecord("gunicorn.error", 30, "", 0, f"Invalid request from ip=192.0.2.17: {fault}", (), None)

    RequestFilter().filter(record)

    assert record.getMessage() == "Invalid request from 192.0.2.0"
