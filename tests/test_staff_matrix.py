"""Least privilege: every role at every address of the staff area, looking and writing, against one written table.

The addresses come from the URL resolver and the buttons and actions from the registered admins, so that a new one
without a line in staff_table.py makes a test fail.
"""

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.contrib.admin.sites import all_sites
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import RequestFactory
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from tests.staff_house import BARE, WALKER, a_staff_house, somebody_of
from tests.staff_table import ACTIONS, ALL, HOUSE, LINES, PAGES, WALKED_APART

pytestmark = pytest.mark.django_db
PEOPLE = [*ALL, "-"]  # "-": a staff account without any role
OF_ONE_THING = {
    "auth_user_password_change", "otp_totp_totpdevice_config", "otp_totp_totpdevice_qrcode",
    "articles_revision_ratings", "quiz_quiz_preview",
}  # fmt: skip
VERBS = ("get", "post")
UNLISTED = {"articles.article", "quiz.item"}  # reached from their texts and quizzes
STANDARD = ["changelist", "add", "change", "delete", "history", "do"]
MODELS = {model._meta.label_lower: admin for model, admin in site._registry.items()}


def label_of(key):
    """ "articles.revision:own, live" is about the model articles.revision."""
    return key.partition(":")[0]


def admin_routes():
    """(name, pattern) of everything below /admin/; Django gives two of its addresses no name."""
    root = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "admin")
    waiting, found = list(root.url_patterns), []
    while waiting:
        route = waiting.pop()
        if isinstance(route, URLResolver):
            waiting.extend(route.url_patterns)
        else:
            found.append((route.name, str(route.pattern)))
    return found


def standard_names():
    return {f"{label.replace('.', '_')}_{verb}" for label in MODELS for verb in STANDARD}


def test_every_address_of_the_staff_area_has_a_line_in_the_table():
    named = {name for name, _ in admin_routes() if name}
    nameless = {pattern for name, pattern in admin_routes() if not name}

    assert named - standard_names() == {*PAGES, *HOUSE, *WALKED_APART}
    assert nameless == {"<path:object_id>/", "(?P<url>.*)$"}  # they lead to "change", and to the address with a slash
    assert {label_of(key) for key in LINES} == set(MODELS)
    assert set(all_sites) == {site}


def test_every_button_and_every_action_has_a_line_in_the_table():
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True)
    buttons = {label: {one.name for one in getattr(admin, "transitions", [])} for label, admin in MODELS.items()}
    actions = {label: set(admin.get_actions(request)) for label, admin in MODELS.items()}

    assert {key: set(line.buttons) for key, line in LINES.items()} == {key: buttons[label_of(key)] for key in LINES}
    assert {label: set(lines) for label, lines in ACTIONS.items()} == {
        label: names for label, names in actions.items() if names
    }


@contextmanager
def undone():
    """Whatever was sent is taken back, so that no cell of the table depends on another."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Walk:
    """One person, trying addresses. Says for each cell what the table allows and what happened."""

    def __init__(self, client, letter):
        self.client, self.letter = client, letter
        self.user = somebody_of(letter)
        self.house = a_staff_house(self.user)

    def tries(self, verb, address, data=None):
        """The answer to one request, which leaves no trace."""
        with undone():
            return getattr(self.client, verb)(address, data or {}, **{WALKER: self.user})

    def gets_in(self, verb, address, data=None) -> bool:
        """Neither refused nor sent away to the home page, which is how the admin says that there is no such thing."""
        answer = self.tries(verb, address, data)
        sent_away = answer.status_code == 302 and answer["Location"] == reverse("admin:index")
        return answer.status_code not in (403, 404, 405) and not sent_away

    def cell(self, people, verb, address, data=None):
        """(verb and address, whether the table lets them in, whether they got in)."""
        return f"{verb} {address}", self.letter in people, self.gets_in(verb, address, data)

    def cells_of(self, key, line):
        """All cells of one line of LINES."""
        label, pk = label_of(key), self.house[key].pk
        to = lambda page, *args: reverse(f"admin:{label.replace('.', '_')}_{page}", args=args)  # noqa: E731
        if key == next(one for one in LINES if label_of(one) == label):  # what belongs to no single thing
            yield from (self.cell(line.see, verb, to("changelist")) for verb in VERBS)
            yield from (self.cell(line.add, verb, to("add")) for verb in VERBS)
        yield from (self.cell(line.see, verb, to("history", pk)) for verb in VERBS)
        yield self.cell(line.see, "get", to("change", pk))
        yield self.cell(line.change, "post", to("change", pk))
        yield self.cell(line.delete, "get", to("delete", pk))
        yield self.cell(line.delete, "post", to("delete", pk), {"post": "yes"})
        for button, people in line.buttons.items():
            if self.letter == "O":  # who may press most; the answer to looking is 405 before anybody is known
                yield self.cell("", "get", to("do", pk, button))
            yield self.cell(people, "post", to("do", pk, button), {"reason": "Because."})

    def may_act(self, label, action) -> bool:
        """Whether the list offers the action and goes as far as asking "Are you sure?"."""
        thing = next(thing for key, thing in self.house.items() if label_of(key) == label)
        address = reverse(f"admin:{label.replace('.', '_')}_changelist")
        answer = self.tries("post", address, {"action": action, "_selected_action": thing.pk, "index": 0})
        return answer.status_code == 200 and "deletable_objects" in (getattr(answer, "context_data", None) or {})


@pytest.fixture
def walk(client, letter, settings, caplog):
    settings.MIDDLEWARE = BARE
    caplog.set_level("CRITICAL", logger="django.request")  # half of the answers are refusals
    return Walk(client, letter)


def wrong(cells) -> dict:
    return {what: f"got in: {got_in}, table: {allowed}" for what, allowed, got_in in cells if got_in != allowed}


@pytest.mark.parametrize("letter", PEOPLE)
def test_each_role_gets_as_far_as_the_table_says_and_no_further(walk):
    cells = (cell for key, line in LINES.items() for cell in walk.cells_of(key, line))

    assert wrong(cells) == {}


@pytest.mark.parametrize("letter", PEOPLE)
def test_each_role_acts_on_lists_as_the_table_says(walk):
    cells = (
        (f"{action} {label}", walk.letter in people, walk.may_act(label, action))
        for label, lines in ACTIONS.items()
        for action, people in lines.items()
    )

    assert wrong(cells) == {}


@pytest.mark.parametrize("letter", PEOPLE)
def test_each_role_opens_the_pages_of_one_model_as_the_table_says(walk):
    draft, live = walk.house["articles.revision:own"].pk, walk.house["articles.revision:own, live"].pk
    arguments = {
        "auth_user_password_change": [walk.house["auth.user"].pk],
        "otp_totp_totpdevice_config": [walk.house["otp_totp.totpdevice"].pk],
        "otp_totp_totpdevice_qrcode": [walk.house["otp_totp.totpdevice"].pk],
        "articles_revision_compare": [draft, draft],
        "articles_revision_ratings": [live],
        "quiz_quiz_preview": [walk.house["quiz.quiz"].pk],
        "newsletter_issue_letter": [walk.house["newsletter.issue:draft"].pk, "html"],
    }

    cells = (
        walk.cell(people, verb, reverse(f"admin:{name}", args=arguments.get(name, [])))
        for name, line in PAGES.items()
        for verb, people in zip(VERBS, line, strict=True)
    )

    assert wrong(cells) == {}


@pytest.mark.parametrize("letter", PEOPLE)
def test_the_home_page_names_what_each_role_may_see_and_nothing_else(walk):
    groups = walk.tries("get", reverse("admin:index")).context_data["app_list"]
    named = {model["model"]._meta.label_lower for group in groups for model in group["models"]}
    seen = {label_of(key) for key, line in LINES.items() if walk.letter in line.see}
    rooms = {label.partition(".")[0] for label in MODELS}

    opened = {room for room in rooms if walk.gets_in("get", reverse("admin:app_list", args=[room]))}

    assert named == seen - UNLISTED
    assert opened == {label.partition(".")[0] for label in named}


@pytest.mark.parametrize("letter", PEOPLE)
def test_everybody_on_the_staff_opens_the_pages_of_the_house(walk):
    cells = (
        walk.cell(PEOPLE if verb in verbs else "", verb, reverse(f"admin:{name}"))
        for name, verbs in HOUSE.items()
        for verb in VERBS
    )

    assert wrong(cells) == {}


@pytest.mark.parametrize("letter", PEOPLE)
def test_the_way_to_the_public_page_is_for_those_who_see_the_thing(walk):
    """Its address tells the title, also of what is not public yet."""
    sees = {key: walk.letter in line.see for key, line in LINES.items() if hasattr(walk.house[key], "get_absolute_url")}

    found = {}
    for key in sees:
        kind = ContentType.objects.get_for_model(walk.house[key])
        found[key] = walk.gets_in("get", reverse("admin:view_on_site", args=[kind.pk, walk.house[key].pk]))

    assert found == sees
    assert len(found) > 10


@pytest.mark.parametrize("letter", PEOPLE)
def test_looking_things_up_needs_the_right_to_see_them(walk):
    """Every field of every model that leads to something with a search, whether a form of ours uses it or not."""
    sees = {
        label: any(walk.letter in line.see for key, line in LINES.items() if label_of(key) == label) for label in MODELS
    }
    fields = [
        (model._meta, field)
        for model in apps.get_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation and getattr(MODELS.get(field.related_model._meta.label_lower), "search_fields", ())
    ]

    found = {}
    for options, field in fields:
        query = {"app_label": options.app_label, "model_name": options.model_name, "field_name": field.name, "term": ""}
        answer = walk.tries("get", reverse("admin:autocomplete"), query)
        found[f"{options.label_lower}.{field.name}"] = answer.status_code == 200

    assert found == {f"{one.label_lower}.{two.name}": sees[two.related_model._meta.label_lower] for one, two in fields}
    assert len(found) > 30


@pytest.mark.parametrize("name", [*HOUSE, "autocomplete", *PAGES])
def test_strangers_are_sent_to_the_log_in(client, name):
    """The pages of single models are wrapped one by one in code of ours, so each of them is asked."""
    arity = {"articles_revision_compare": [1, 1], "newsletter_issue_letter": [1, "html"]}
    arguments = arity.get(name, [1] if name in OF_ONE_THING else [])

    answers = [getattr(client, verb)(reverse(f"admin:{name}", args=arguments)) for verb in VERBS]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert all(answer["Location"].startswith(reverse("admin:login")) for answer in answers)
