"""Preferences, leaving, and what is forgotten when."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from core import erasures, worker
from core.models import Letter
from newsletter import emails
from newsletter.links import CONFIRM, LEAVE, PREFERENCES, path_for
from newsletter.retention import erase, purge, replay
from newsletter.subscriber import Subscriber
from newsletter.tests.factories import a_subscriber, a_waiting_subscriber
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_erasures_before():
    erasures.log_path().unlink(missing_ok=True)


def test_a_get_shows_a_button_and_erases_nothing(client):
    subscriber = a_subscriber()

    response = client.get(path_for(subscriber, LEAVE))

    assert "Yes, let me go" in response.content.decode()
    assert Subscriber.objects.get().email == subscriber.email


def test_a_bare_post_of_a_mail_program_leaves_at_once(client):
    client.handler.enforce_csrf_checks = True
    subscriber = a_subscriber(topics=[a_topic()])

    response = client.post(path_for(subscriber, LEAVE), {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    left = Subscriber.objects.get()
    assert (left.email, left.page, left.topics.count()) == (None, "", 0)
    assert left.left_at is not None


def test_leaving_twice_is_as_good_as_once(client):
    path = path_for(a_subscriber(), LEAVE)
    client.post(path)
    first = Subscriber.objects.get().left_at

    response = client.post(path)

    assert "You have left" in response.content.decode()
    assert Subscriber.objects.get().left_at == first


def test_letters_that_wait_for_somebody_who_leaves_are_forgotten():
    subscriber, other = a_subscriber(), a_subscriber()
    for one in (subscriber, other):
        emails.ask_to_confirm(one, timezone.now())

    subscriber.leave()

    assert [letter.to for letter in Letter.objects.all()] == [other.email]


def test_after_a_new_sign_up_only_the_old_link_to_leave_still_works(client):
    subscriber = a_subscriber("anna@example.org")
    old = {purpose: path_for(subscriber, purpose) for purpose in (CONFIRM, LEAVE, PREFERENCES)}
    subscriber.leave()
    Subscriber.objects.sign_up("anna@example.org", [], "/newsletter/")
    Subscriber.objects.get().confirm()

    codes = {purpose: client.get(path).status_code for purpose, path in old.items()}

    assert codes == {CONFIRM: 404, LEAVE: 200, PREFERENCES: 404}
    client.post(old[LEAVE])
    assert Subscriber.objects.get().email is None


def test_topics_are_chosen_on_the_private_page(client):
    knees, hips = a_topic(name="Knees"), a_topic(name="Hips")
    subscriber = a_subscriber(topics=[knees])
    path = path_for(subscriber, PREFERENCES)

    response = client.post(path, {"topics": [hips.slug], "pause": "no"})

    assert response["Location"] == f"{path}?saved"
    assert list(subscriber.topics.all()) == [hips]


def test_a_pause_lasts_a_month_and_can_be_ended(client):
    subscriber = a_subscriber()
    path = path_for(subscriber, PREFERENCES)

    client.post(path, {"pause": "yes"})

    until = Subscriber.objects.get().paused_until
    assert abs(until - timezone.now() - timedelta(days=30)) < timedelta(minutes=1)
    assert list(Subscriber.objects.reachable()) == []
    assert list(Subscriber.objects.reachable(until)) == [subscriber]

    client.post(path, {"pause": "no"})

    assert list(Subscriber.objects.reachable()) == [subscriber]


def test_who_pauses_reads_until_when_at_every_visit(client):
    subscriber = a_subscriber(paused_until=datetime(2126, 3, 4, 12, tzinfo=UTC))
    path, until = path_for(subscriber, PREFERENCES), "You pause. Letters come again after 4 March 2126."
    assert until in client.get(path).content.decode()

    client.post(path, {"pause": "no"})

    assert until not in client.get(path).content.decode()


def test_saving_again_does_not_lengthen_a_pause(client):
    subscriber = a_subscriber(paused_until=timezone.now() + timedelta(days=3))
    before = subscriber.paused_until

    client.post(path_for(subscriber, PREFERENCES), {"pause": "yes"})

    assert Subscriber.objects.get().paused_until == before


@pytest.mark.parametrize(
    "data", [{}, {"pause": "maybe"}, {"pause": "\x00"}, {"topics": "x" * 1_000_000, "pause": "no"}]
)
def test_preferences_answer_mistakes_with_the_form(client, data):
    subscriber = a_subscriber()

    response = client.post(path_for(subscriber, PREFERENCES), data)

    assert response.status_code == 200
    assert "your attention" in response.content.decode()


def test_an_export_is_a_file_with_everything_held(client):
    subscriber = a_subscriber("anna@example.org", topics=[a_topic(name="Knees")])

    response = client.post(path_for(subscriber, PREFERENCES), {"do": "export"})

    assert response["Content-Disposition"] == 'attachment; filename="newsletter.json"'
    held = json.loads(response.content)
    assert (held["email"], held["topics"], held["confirmed_at"]) == (
        "anna@example.org",
        ["Knees"],
        subscriber.confirmed_at.isoformat(),
    )


def test_preferences_close_when_somebody_leaves(client):
    subscriber = a_subscriber()
    path = path_for(subscriber, PREFERENCES)
    subscriber.leave()

    assert client.get(path).status_code == 404


def test_somebody_who_never_confirmed_has_no_preferences(client):
    assert client.get(path_for(a_waiting_subscriber(), PREFERENCES)).status_code == 404


def test_unconfirmed_rows_go_after_14_days_and_departed_after_30():
    now = timezone.now()
    kept = [a_waiting_subscriber(joined_at=now - timedelta(days=13)), a_subscriber(joined_at=now - timedelta(days=99))]
    a_waiting_subscriber(joined_at=now - timedelta(days=15))
    a_subscriber().leave()
    kept.append(a_subscriber())
    Subscriber.objects.departed().update(left_at=now - timedelta(days=31))

    counted = purge(now, dry_run=True)
    removed = purge(now)

    assert (counted, removed) == (2, 2)
    assert set(Subscriber.objects.all()) == set(kept)


def test_erasing_a_person_leaves_no_row():
    a_subscriber("anna@example.org")
    other = a_subscriber()

    assert erase("Anna@example.org") == {"newsletter": 1}
    assert list(Subscriber.objects.all()) == [other]


def test_a_person_can_be_exported_by_address():
    a_subscriber("anna@example.org")

    assert [row["email"] for row in worker.export_person("ANNA@example.org")["newsletter"]] == ["anna@example.org"]


def test_who_left_leaves_again_after_a_restore(django_capture_on_commit_callbacks):
    subscriber = a_subscriber("anna@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        subscriber.leave()
    Subscriber.objects.update(email="anna@example.org", left_at=None)  # as an old backup has it

    assert replay(lambda kind, name: erasures.erasure_hash(kind, name) in erasures.log_path().read_text()) == 1
    assert Subscriber.objects.get().email is None


def test_a_later_membership_is_not_erased_by_the_replay(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        a_subscriber("anna@example.org").leave()
    Subscriber.objects.sign_up("anna@example.org", [], "/newsletter/")

    assert replay(lambda kind, name: erasures.erasure_hash(kind, name) in erasures.log_path().read_text()) == 0
    assert Subscriber.objects.get().email == "anna@example.org"
