"""Small holes that somebody once found, each with the request that found it."""

import logging

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.redirects.models import Redirect

from core.logs import LineFormatter, PrivateFilter
from kneesite.access_log import AccessLog
from kneesite.wsgi import UnicodeOnly

TOKEN = "A" * 43


@pytest.mark.parametrize("charset", ["hex", "base64", "rot13", "idna", "undefined", "utf-8"])
def test_no_request_chooses_a_charset(charset):
    seen = {}
    door = UnicodeOnly(lambda environ, start: seen.update(environ) or [])

    door({"CONTENT_TYPE": f'multipart/form-data; charset="{charset}"; boundary=x'}, None)

    assert seen["CONTENT_TYPE"] == "multipart/form-data; boundary=x"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [f"/questions/follow/{TOKEN}", f"/questions/follow/{TOKEN}/", f"/preview/{TOKEN}/", f"/newsletter/leave/{TOKEN}/"],
)
def test_whatever_is_answered_under_a_private_address_is_kept_and_listed_nowhere(client, path):
    answer = client.get(path)

    assert answer.status_code in (301, 404)
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] in ("no-referrer", "same-origin")


@pytest.mark.django_db
def test_an_unknown_host_gets_an_answer_with_every_header(client):
    answer = client.get("/", HTTP_HOST="evil.example")

    assert answer.status_code == 400
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_a_file_name_longer_than_any_file_is_not_found(client):
    assert client.get("/media/" + "a" * 300).status_code == 404


def test_what_the_web_server_itself_writes_about_a_fault_holds_no_private_word():
    class Settings:
        loglevel, accesslog, errorlog, capture_output = "warning", None, "-", False
        logconfig = logconfig_dict = logconfig_json = None
        syslog = False

    handlers = AccessLog(Settings()).error_log.handlers

    assert handlers != []
    for handler in handlers:
        assert any(isinstance(one, PrivateFilter) for one in handler.filters)
        assert isinstance(handler.formatter, LineFormatter)
        record = logging.LogRecord(
            "x", 40, "", 0, f"Error handling request GET /questions/follow/{TOKEN}/?q=ill", (), None
        )
        handler.filter(record)
        assert (TOKEN in handler.format(record), "ill" in handler.format(record)) == (False, False)


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["//evil.example/", "javascript:alert(1)", "/\\\\evil.example", "evil.example"])
def test_a_redirect_leads_to_a_page_of_ours_or_a_whole_address(client, target):
    editor = User.objects.create_user("editor", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    data = {"site": 1, "old_path": "/old/"}

    refused = client.post("/admin/redirects/redirect/add/", {**data, "new_path": target})
    taken = client.post("/admin/redirects/redirect/add/", {**data, "new_path": "/articles/"})

    assert refused.status_code == 200
    assert "Write an address of this site" in refused.content.decode()
    assert taken.status_code == 302
    assert Redirect.objects.get().new_path == "/articles/"
