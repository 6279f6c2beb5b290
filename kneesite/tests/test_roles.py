"""The roles in the database are those of the table in roles.py, and the table is the contract's."""

import pytest
from django.contrib.auth.models import Group, Permission

from kneesite.roles import ROLES, codenames

pytestmark = pytest.mark.django_db


def permissions_of(role):
    return {
        f"{one.content_type.app_label}.{one.codename}"
        for one in Group.objects.get(name=role).permissions.select_related("content_type")
    }


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_exactly_the_permissions_of_the_table(role):
    """Red after a new model? Add a migration to kneesite/ that applies the roles again, as the first one does."""
    wanted = {
        f"{one.content_type.app_label}.{one.codename}"
        for one in Permission.objects.select_related("content_type")
        if one.codename in codenames(role, one.content_type.app_label, one.content_type.model)
    }

    assert permissions_of(role) == wanted


def test_only_owners_reach_accounts():
    for role in set(ROLES) - {"Owners"}:
        assert not {one for one in permissions_of(role) if one.startswith(("auth.", "core.", "otp", "axes."))}


def test_owners_change_accounts_but_not_permissions():
    mine = {one for one in permissions_of("Owners") if one.startswith("auth.")}

    assert mine == {"auth.add_user", "auth.change_user", "auth.view_user", "auth.view_group"}


@pytest.mark.parametrize("role", ["Authors", "Editors", "Catalogue"])
def test_nobody_but_advisors_and_owners_reads_private_questions(role):
    assert not {one for one in permissions_of(role) if "enquiry" in one}


def test_authors_cannot_approve_and_only_owners_can_override():
    assert "articles.approve_revision" not in permissions_of("Authors")
    assert "articles.approve_revision" in permissions_of("Editors")
    assert {role for role in ROLES if "articles.override_revision" in permissions_of(role)} == {"Owners"}
