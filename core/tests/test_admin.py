"""The base of the staff area, tried on topics."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from core.admin import NotNow, Transition
from core.site_state import now
from topics.admin import TopicAdmin
from topics.models import Topic
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


def a_member_of_staff(*codenames):
    """Somebody logged in who has these permissions; without any, everything is allowed."""
    user = User.objects.create_user(f"user{User.objects.count()}", is_staff=True, is_superuser=not codenames)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def the_form(client, topic):
    """What the browser would send back unchanged."""
    page = client.get(change_url(topic)).context["adminform"].form
    values = {name: page[name].value() for name in page.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def change_url(topic):
    return reverse("admin:topics_topic_change", args=[topic.pk])


def test_only_changed_columns_are_written(django_capture_on_commit_callbacks, django_assert_max_num_queries):
    client, topic = a_member_of_staff(), a_topic("Knees", summary="Old")
    form = the_form(client, topic)

    with django_assert_max_num_queries(60) as queries:
        client.post(change_url(topic), form | {"summary": "New"})

    (update,) = [query["sql"] for query in queries if re.match(r'UPDATE "topics_topic"', query["sql"])]
    assert re.findall(r'"(\w+)" = ', update.partition("WHERE")[0]) == ["summary"]


def test_a_form_from_an_older_version_is_refused_and_keeps_what_was_typed():
    client, topic = a_member_of_staff(), a_topic("Knees", summary="Old")
    form = the_form(client, topic)
    Topic.objects.filter(pk=topic.pk).update(summary="A colleague's")

    response = client.post(change_url(topic), form | {"summary": "Mine"})

    assert Topic.objects.get().summary == "A colleague's"
    assert response.status_code == 200
    assert "Somebody else saved this" in str(response.context["adminform"].form.non_field_errors())
    assert response.context["adminform"].form["summary"].value() == "Mine"


def test_a_refusal_does_not_say_that_somebody_changed_what_a_colleague_changed():
    client, topic = a_member_of_staff(), a_topic("Knees", summary="Old")
    form = the_form(client, topic)
    Topic.objects.filter(pk=topic.pk).update(summary="A colleague's")

    response = client.post(change_url(topic), form | {"name": "My knees"})

    (words,) = response.context["adminform"].form.non_field_errors()
    assert words.endswith("Compare, then copy what you need. Yours differs in: Name, Summary.")


def test_a_forged_version_is_refused():
    client, topic = a_member_of_staff(), a_topic("Knees", summary="Old")

    client.post(change_url(topic), the_form(client, topic) | {"summary": "Mine", "loaded_version": "forged"})

    assert Topic.objects.get().summary == "Old"


def test_an_unchanged_form_of_the_newest_version_is_saved_without_a_write():
    client, topic = a_member_of_staff(), a_topic("Knees")

    response = client.post(change_url(topic), the_form(client, topic))

    assert response.status_code == 302


@pytest.mark.django_db(transaction=True)
def test_deleting_many_at_once_tells_the_page_cache():
    client, topics = a_member_of_staff(), [a_topic(), a_topic()]
    before = now().edition

    client.post(
        reverse("admin:topics_topic_changelist"),
        {"action": "delete_selected", "_selected_action": [topic.pk for topic in topics], "post": "yes"},
    )

    assert Topic.objects.count() == 0
    assert now().edition > before


@pytest.fixture
def buttons(monkeypatch):
    """Topics with three buttons; gives what they did."""
    done = []

    def refuse(request, topic):
        raise NotNow("It is too early.")

    monkeypatch.setattr(
        TopicAdmin,
        "transitions",
        [
            Transition("praise", "Praise", lambda request, topic: done.append(topic.name) or "It was praised."),
            Transition("refuse", "Refuse", refuse),
            Transition(
                "never", "Never", lambda request, topic: done.append("never"), when=lambda request, topic: False
            ),
            Transition(
                "guarded", "Guarded", lambda request, topic: done.append("g") or "Done.", permission="auth.add_user"
            ),
        ],
    )
    return done


def do_url(topic, name):
    return reverse("admin:topics_topic_do", args=[topic.pk, name])


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_button_acts_once_and_says_so(buttons):
    client, topic = a_member_of_staff(), a_topic("Knees")

    response = client.post(do_url(topic, "praise"))

    assert (buttons, said(response)) == (["Knees"], ["It was praised."])
    assert response["Location"] == change_url(topic)


def test_a_button_does_nothing_on_get(buttons):
    client, topic = a_member_of_staff(), a_topic("Knees")

    assert client.get(do_url(topic, "praise")).status_code == 405
    assert buttons == []


def test_a_transition_that_refuses_says_why(buttons):
    client, topic = a_member_of_staff(), a_topic()

    assert said(client.post(do_url(topic, "refuse"))) == ["It is too early."]


def test_a_button_that_is_not_offered_cannot_be_pressed(buttons):
    client, topic = a_member_of_staff(), a_topic()

    response = client.post(do_url(topic, "never"))

    assert buttons == []
    assert said(response)[0].startswith("That is not possible now")


def test_who_may_only_look_can_press_nothing_and_sees_no_buttons(buttons):
    client, topic = a_member_of_staff("view_topic"), a_topic()

    page = client.get(change_url(topic))

    assert client.post(do_url(topic, "praise")).status_code == 403
    assert page.context["transitions"] == []
    assert buttons == []


def test_a_button_with_a_permission_of_its_own_asks_for_that_one(buttons):
    topic = a_topic()

    statuses = [
        a_member_of_staff(*codenames).post(do_url(topic, "guarded")).status_code
        for codenames in (["change_topic"], ["view_topic", "add_user"])
    ]

    assert statuses == [403, 302]
    assert buttons == ["g"]


@pytest.mark.parametrize("pk", ["999", "x", "1/do"])
def test_a_button_of_something_that_is_not_there_leads_back(buttons, pk):
    client = a_member_of_staff()

    assert client.post(f"/admin/topics/topic/{pk}/do/praise/").status_code in (302, 404)


def test_a_stranger_is_led_to_the_log_in(buttons):
    topic = a_topic()

    response = Client().post(do_url(topic, "praise"))

    assert response["Location"].startswith("/admin/login/")
    assert buttons == []


def test_every_page_of_the_staff_area_is_kept_nowhere():
    client, topic = a_member_of_staff(), a_topic()

    for address in ("/admin/", change_url(topic), "/admin/password_change/", "/admin/login/"):
        response = client.get(address)
        assert response["Cache-Control"] == "no-store", address
        assert response["X-Robots-Tag"] == "noindex", address


def test_the_staff_area_runs_no_script_that_stands_in_the_page_without_its_nonce():
    client, topic = a_member_of_staff(), a_topic()

    response = client.get(change_url(topic))

    policy = response["Content-Security-Policy"]
    (nonce,) = re.findall(r"'nonce-([^']+)'", policy)
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", response.content.decode())
    assert "unsafe" not in policy
    assert [tag for tag in inline if "json" not in tag and f'nonce="{nonce}"' not in tag] == []
