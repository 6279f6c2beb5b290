"""The door of the staff area: throttled, the same answer for everybody, closed to readers."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from core.ratelimit import RateCount
from kneesite.staff_site import AT_ONCE, TRIES

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"


def wrong(client, name, address="192.0.2.1"):
    return client.post(LOGIN, {"username": name, "password": "wrong"}, REMOTE_ADDR=address)


def test_unknown_and_known_accounts_get_the_same_answer(client):
    User.objects.create_user("orla", password="a long password of hers", is_staff=True)

    known, unknown = wrong(client, "orla"), wrong(client, "nobody", "192.0.2.2")

    assert known.status_code == unknown.status_code == 200
    assert known.content.replace(b"orla", b"nobody").count(b"errornote") == unknown.content.count(b"errornote") == 1


def test_the_sixth_try_from_one_address_is_refused_and_another_address_is_not(client):
    User.objects.create_user("orla", password="a long password of hers", is_staff=True)

    answers = [wrong(client, "orla") for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert answers[-1]["Retry-After"] == "900"
    assert "Please wait" in answers[-1].content.decode()
    assert wrong(client, "orla", "198.51.100.7").status_code == 200


def test_an_account_is_tried_at_most_twenty_times_an_hour_from_all_addresses(client):
    answers = [wrong(client, "orla", f"203.0.{number}.1") for number in range(TRIES + 1)]

    assert [answer.status_code for answer in answers[:TRIES]] == [200] * TRIES
    assert answers[TRIES].status_code == 429
    assert int(answers[TRIES]["Retry-After"]) <= 3600
    assert "orla" not in str(list(RateCount.objects.values()))


def test_logging_in_gives_a_new_session_and_logging_out_by_post_ends_it(client):
    User.objects.create_user("orla", password="a long password of hers", is_staff=True)
    client.get(LOGIN)

    answer = client.post(LOGIN, {"username": "orla", "password": "a long password of hers"})
    key = client.cookies["sessionid"].value
    client.get("/admin/logout/")
    still_in = client.get("/admin/").status_code
    client.post("/admin/logout/")

    assert answer.status_code == 302
    assert still_in == 200
    stranger = Client()
    stranger.cookies["sessionid"] = key
    assert stranger.get("/admin/").status_code == 302


@pytest.mark.parametrize("address", ["/admin/", "/admin/password_change/", "/admin/login/"])
def test_the_staff_area_is_kept_nowhere(client, address):
    client.force_login(User.objects.create_user("orla", is_staff=True))

    answer = client.get(address)

    assert answer["Cache-Control"] == "no-store"
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_an_owner_can_neither_make_a_superuser_nor_delete_an_account(client):
    owner = User.objects.create_superuser("owner")
    User.objects.filter(pk=owner.pk).update(is_superuser=False, is_staff=True)
    group, _ = Group.objects.get_or_create(name="Owners")
    owner.groups.add(group)
    other = User.objects.create_user("orla", is_staff=True)
    client.force_login(User.objects.get(pk=owner.pk))

    client.post(f"/admin/auth/user/{other.pk}/change/", {"username": "orla", "is_superuser": "on", "is_staff": "on"})
    client.post(f"/admin/auth/user/{other.pk}/delete/", {"post": "yes"})

    assert User.objects.get(pk=other.pk).is_superuser is False


def test_another_spelling_of_a_name_is_the_same_account(client):
    for number in range(TRIES):
        wrong(client, "catalogue", f"203.0.{number}.1")

    assert wrong(client, "\uff43atalogue", "198.51.100.1").status_code == 429
    assert wrong(client, " CATALOGUE ", "198.51.100.1").status_code == 429


def test_a_network_cannot_keep_the_house_busy_with_hashing(client):
    answers = [wrong(client, f"u{number}").status_code for number in range(AT_ONCE + 2)]

    assert answers == [200] * AT_ONCE + [429] * 2
    assert wrong(client, "somebody", "198.51.100.7").status_code == 200


def test_a_monstrous_password_is_not_hashed(client):
    answer = client.post(LOGIN, {"username": "orla", "password": "x" * 9_000})

    assert answer.status_code == 429


def test_behind_a_proxy_a_stranger_cannot_lock_an_account_for_everybody(client, settings):
    settings.PROXY_COUNT = 1
    User.objects.create_user("orla", password="a long password of hers", is_staff=True)

    def knock(seen, password):
        forwarded = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": seen}
        return client.post(LOGIN, {"username": "orla", "password": password}, **forwarded).status_code

    stranger = [knock("203.0.113.9", "wrong") for _ in range(5)]

    assert stranger[-1] == 429
    assert knock("198.51.100.7", "a long password of hers") == 302
