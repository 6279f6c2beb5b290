"""The one thing we know of a reader who uses a form."""

import pytest

from core.reader import COOKIE

pytestmark = [pytest.mark.django_db, pytest.mark.urls("core.tests.pages")]


def its_key(response):
    return response.content.decode().rpartition("|")[2]


def test_a_reader_keeps_the_same_number(client):
    client.get("/form/")

    first, second = its_key(client.get("/form/")), its_key(client.get("/form/"))

    assert first == second
    assert len(first) == 32


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    cookie = client.get("/form/").cookies[COOKIE]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


@pytest.mark.parametrize("forged", ["", "1", "a:b:c", '"x"', "é", "x" * 5000])
def test_a_forged_cookie_is_nobody(client, forged):
    client.cookies[COOKIE] = forged

    response = client.get("/form/")

    assert its_key(response) == "None"
    assert COOKIE in response.cookies
