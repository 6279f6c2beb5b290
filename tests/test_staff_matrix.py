"""Least privilege: every role at every address of the staff area, looking and writing, against one written table."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group, User
from django.urls import reverse

from articles.models import Revision
from articles.tests.factories import BLOCKS, a_draft, an_article, an_author, one_block_of_each_kind
from products.tests.desk import form_data

pytestmark = pytest.mark.django_db
ROLES = ["Authors", "Editors", "Advisors", "Catalogue", "Owners"]
A, E, V, C, O = ROLES  # noqa: E741 (short names for the table)

# Who may open the list of each model; nobody else gets past 403. Models without a line are for the set-up account only.
LISTS = {
    "articles.article": {A, E, V, C, O},
    "articles.author": {A, E, V, C, O},
    "articles.fact": {E, O},
    "articles.mistakereport": {E, O},
    "articles.recommendation": {E, O},
    "articles.revision": {A, E, V, C, O},
    "pictures.picture": {A, E, V, C, O},
    "topics.topic": {A, E, V, C, O},
    "exercises.exercise": {A, E, V, C, O},
    "products.product": {A, E, V, C, O},
    "products.category": {A, E, V, C, O},
    "auth.user": {O},
    "auth.group": {O},
}
# Who may press each button of a text (a draft of their own, changed by somebody else; or a live one). 403 for the rest.
BUTTONS = {
    "propose": {A, E, O},
    "return": {E, O},
    "publish": {E, O},
    "override": {O},
    "start": {A, E, O},
    "take-back": {E, O},
    "withdraw": {E, O},
    "flag": {A, E, O},
    "unflag": {A, E, O},
    "comment": {A, E, O},
    "resolve": {A, E, O},
}
# Pages beside the edit page.
LOOKS = {"history": {A, E, V, C, O}, "compare": {A, E, V, C, O}, "ratings": {E, O}}


def somebody_of(role):
    """A person of a role who also has a page as author."""
    user = User.objects.create_user(f"one-of-{role}", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    an_author(user=user)
    return user


def own_text(user, *, live=False):
    """A text by this person that somebody else changed last."""
    make = an_article if live else a_draft
    return make(authors=[user.author])


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_the_lists_of_the_table_and_no_other(client, role):
    client.force_login(somebody_of(role))
    mine = {name for name, roles in LISTS.items() if role in roles}

    opened = set()
    for model in site._registry:
        name = model._meta.label_lower
        answer = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        assert answer.status_code in (200, 302, 403), name
        if answer.status_code != 403:
            opened.add(name)

    assert {name for name in opened if name in LISTS} == mine
    assert role in (E, O) or not {name for name in opened if name.startswith(("auth.", "core.", "axes.", "otp"))}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", BUTTONS)
def test_each_button_is_for_the_roles_of_the_table(client, role, name):
    user = somebody_of(role)
    revision = own_text(user, live=name in ("start", "take-back", "withdraw", "flag", "unflag"))
    client.force_login(user)
    address = reverse("admin:articles_revision_do", args=[revision.pk, name])

    looked = client.get(address)
    pressed = client.post(address, {"reason": "Because."})

    assert looked.status_code == 405
    assert (pressed.status_code != 403) == (role in BUTTONS[name])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", LOOKS)
def test_each_page_beside_a_text_is_for_the_roles_of_the_table(client, role, name):
    user = somebody_of(role)
    revision = own_text(user)
    client.force_login(user)
    arguments = [revision.pk, revision.pk] if name == "compare" else [revision.pk]

    answer = client.get(reverse(f"admin:articles_revision_{name}", args=arguments))

    assert (answer.status_code == 200) == (role in LOOKS[name])


@pytest.mark.parametrize("role", ROLES)
def test_nobody_but_writers_adds_changes_or_deletes_a_text(client, role):
    user = somebody_of(role)
    revision = own_text(user)
    client.force_login(user)
    change = reverse("admin:articles_revision_change", args=[revision.pk])
    delete = reverse("admin:articles_revision_delete", args=[revision.pk])

    answers = [
        client.get(reverse("admin:articles_revision_add")).status_code != 403,
        client.post(change, {"title": ""}).status_code != 403,
        client.post(delete, {"post": "yes"}).status_code != 403,
    ]

    assert answers == [role in {A, E, O}] * 3


@pytest.mark.parametrize("role", ROLES)
def test_looking_things_up_needs_the_right_to_see_them(client, role):
    client.force_login(somebody_of(role))
    lookups = {"picture": ("articles", "revision", "lead_picture"), "user": ("articles", "author", "user")}

    found = {}
    for name, (app, model, field) in lookups.items():
        query = {"app_label": app, "model_name": model, "field_name": field, "term": ""}
        found[name] = client.get(reverse("admin:autocomplete"), query).status_code == 200

    assert found == {"picture": True, "user": role == O}


@pytest.mark.parametrize(
    "address", ["/admin/articles/revision/", "/admin/pictures/picture/several/", "/admin/autocomplete/"]
)
def test_strangers_are_sent_to_the_log_in(client, address):
    answer = client.get(address)

    assert (answer.status_code, answer["Location"].startswith("/admin/login/")) == (302, True)


@pytest.mark.parametrize("kind", BLOCKS)
def test_an_author_adds_moves_and_deletes_each_kind_of_block(client, kind):
    author = somebody_of(A)
    draft = a_draft(authors=[author.author], text="")
    block = one_block_of_each_kind(draft)[list(BLOCKS).index(kind)]
    model, prefix = type(block), f"articles_{type(block)._meta.model_name}_set"
    client.force_login(author)
    address = reverse("admin:articles_revision_change", args=[draft.pk])

    def page():
        return {name: value for name, value in form_data(client.get(address)).items() if value is not None}

    copied = {
        name.replace("-0-", "-1-"): value
        for name, value in page().items()
        if name.startswith(f"{prefix}-0-") and not name.endswith("-id")
    }
    client.post(address, page() | copied | {f"{prefix}-TOTAL_FORMS": "2", f"{prefix}-0-ordering": "77"})
    added = model.objects.filter(parent=draft).count()
    block.refresh_from_db()
    client.post(address, page() | {f"{prefix}-0-DELETE": "on", f"{prefix}-1-DELETE": "on"})

    assert (added, block.ordering, model.objects.filter(parent=draft).count()) == (2, 77, 0)
    assert Revision.objects.get(pk=draft.pk).changed_by == author
