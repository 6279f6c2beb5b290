"""The first staff accounts: one per role, once, with passwords that only the folder's owner can read."""

import re
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command

from core import site_state
from kneesite.management.commands.make_staff import FILE, ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_file_from_before():
    (settings.DATA_DIR / FILE).unlink(missing_ok=True)


def make_staff():
    said = StringIO()
    call_command("make_staff", stdout=said)
    return said.getvalue()


def accounts_in(text):
    """{name: password} of the printed table."""
    return dict(re.findall(r"^(\w+) +(\w{4}-\w{4}-\w{4}-\w{4}) ", text, re.MULTILINE))


def test_each_role_gets_an_account_that_can_log_in():
    accounts = accounts_in(make_staff())

    assert set(accounts) == {*ROLES, "setup"}
    for name, password in accounts.items():
        user = get_user_model().objects.get(username=name)
        assert user.check_password(password)
        assert user.is_staff
        assert [group.name for group in user.groups.all()] == ([ROLES[name]] if name in ROLES else [])


def test_in_a_demo_each_role_has_an_address_that_no_mail_reaches():
    site_state.mark_demo_loaded()

    make_staff()

    found = dict(get_user_model().objects.values_list("username", "email"))
    assert found == {name: f"{name}@kneesite.example" for name in ROLES} | {"setup": ""}


def test_on_a_site_of_ones_own_no_address_is_invented():
    make_staff()

    assert set(get_user_model().objects.values_list("email", flat=True)) == {""}


def test_only_the_account_for_setting_up_is_a_superuser():
    make_staff()

    assert [user.username for user in get_user_model().objects.filter(is_superuser=True)] == ["setup"]


def test_the_passwords_are_kept_for_the_owner_of_the_folder_alone():
    said = make_staff()

    path = settings.DATA_DIR / FILE
    assert path.stat().st_mode & 0o777 == 0o600
    assert accounts_in(path.read_text()) == accounts_in(said)
    assert str(path) in said


def test_a_second_run_changes_nothing_and_says_no_password():
    first = accounts_in(make_staff())

    again = make_staff()

    assert accounts_in(again) == {}
    assert get_user_model().objects.get(username="editor").check_password(first["editor"])
    assert get_user_model().objects.count() == len(first)


def test_a_second_run_is_silent_once_the_file_has_been_deleted():
    make_staff()
    (settings.DATA_DIR / FILE).unlink()

    assert make_staff() == ""


def test_no_two_accounts_share_a_password():
    assert len(set(accounts_in(make_staff()).values())) == len(ROLES) + 1
