"""The first staff accounts, one per role, with passwords nobody has chosen; made once and never again."""

import os
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core import site_state

ROLES = {"author": "Authors", "editor": "Editors", "advisor": "Advisors", "catalogue": "Catalogue", "owner": "Owners"}
FOR_SET_UP = "setup"  # the superuser
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another one
FILE = "staff-accounts.txt"


class Command(BaseCommand):
    help = "Makes one staff account per role with a generated password, unless there are any. Prints them once."

    def handle(self, *args, **options):
        path = settings.DATA_DIR / FILE
        if get_user_model().objects.filter(username__in=[*ROLES, FOR_SET_UP]).exists():
            if path.exists():
                self.stdout.write(f"The staff accounts are written down in {path}")
            return
        passwords = {name: a_password() for name in [*ROLES, FOR_SET_UP]}
        with transaction.atomic():
            for name, password in passwords.items():
                make_account(name, password)
            # before the commit: accounts whose passwords nobody knows would be worse than a file too many
            keep(path, table(passwords))
        self.stdout.write(f"Staff accounts, also kept in {path}\n\n{table(passwords)}")


def a_password() -> str:
    """Sixteen letters and figures in four groups: 79 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def make_account(name, password):
    """A staff account in the group of its role; the one for set-up is a superuser."""
    if name == FOR_SET_UP:
        get_user_model().objects.create_superuser(name, password=password)
        return
    try:
        group = Group.objects.get(name=ROLES[name])
    except Group.DoesNotExist:
        raise CommandError(f"There is no group “{ROLES[name]}” yet. Please run “manage.py migrate” first.") from None
    get_user_model().objects.create_user(name, address_of(name), password, is_staff=True).groups.add(group)


def address_of(name) -> str:
    """In a demo an address that no mail reaches, so that test letters can be sent at once; else an Owner fills it in."""
    return f"{name}@kneesite.example" if site_state.now().demo_loaded else ""


def table(passwords) -> str:
    """One line an account: name, password, role."""
    roles = ROLES | {FOR_SET_UP: "superuser, for setting up only"}
    return "".join(f"{name:<11}{password}   {roles[name]}\n" for name, password in passwords.items())


def keep(path, text):
    """Readable by the owner of the folder only, from its first byte on."""
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(
            "Staff accounts as they were made. Change each password after the first log-in, then delete this file.\n\n"
        )
        file.write(text)
