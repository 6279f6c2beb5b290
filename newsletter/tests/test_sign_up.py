"""Signing up and confirming: the same answer for everybody, and nothing happens on GET."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from core import outbox
from core.models import Letter
from newsletter import consent
from newsletter.links import CONFIRM, PREFERENCES, path_for
from newsletter.subscriber import Subscriber, address_key
from newsletter.tests.factories import a_subscriber, a_waiting_subscriber
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
ADDRESS = "anna@example.org"


def sign_up(client, email=ADDRESS, **fields):
    """What the form sends."""
    return client.post("/newsletter/", {"email": email, **fields}, headers=fields.pop("headers", None))


def letters():
    """Kinds and receivers of the letters that wait."""
    return list(Letter.objects.order_by("pk").values_list("kind", "to"))


def only_subscriber():
    """The one row there is."""
    return Subscriber.objects.get()


def test_a_sign_up_waits_for_its_confirmation(client):
    knees = a_topic(name="Knees")

    response = sign_up(client, topics=[knees.slug])

    assert (response.status_code, response["Location"]) == (302, "/newsletter/sent/")
    subscriber = only_subscriber()
    assert (subscriber.email, subscriber.confirmed_at, list(subscriber.topics.all())) == (ADDRESS, None, [knees])
    assert letters() == [("newsletter.confirm", ADDRESS)]


def test_the_proof_of_consent_is_kept(client):
    client.post(
        "/newsletter/", {"email": ADDRESS}, headers={"Referer": "http://127.0.0.1:8000/articles/sore-knee/?x=1"}
    )

    subscriber = only_subscriber()

    assert (subscriber.wording, subscriber.page) == (consent.CURRENT, "/articles/sore-knee/")
    assert abs(subscriber.joined_at - timezone.now()) < timedelta(minutes=1)


@pytest.mark.parametrize("referer", ["http://[bad", "//[x", "\x00", "http://\u2100.com/"])
def test_a_page_that_is_no_address_does_not_keep_anybody_from_signing_up(client, referer):
    response = client.post("/newsletter/", {"email": ADDRESS}, headers={"Referer": referer})

    assert response.status_code == 302
    assert only_subscriber().page == "/newsletter/"


def test_the_form_shows_the_wording_people_agree_to(client):
    assert consent.current_wording() in client.get("/newsletter/").content.decode()


@pytest.mark.parametrize("state", ["new", "waiting", "known", "departed", "resting"])
def test_the_answer_is_the_same_whatever_the_address(client, state):
    if state in ("waiting", "known", "departed", "resting"):
        subscriber = a_waiting_subscriber(ADDRESS)
    if state in ("known", "departed", "resting"):
        subscriber.confirm()
    if state == "departed":
        subscriber.leave()
    if state == "resting":
        Subscriber.objects.update(rests_since=timezone.now())

    response = sign_up(client)

    assert (response.status_code, response["Location"]) == (302, "/newsletter/sent/")
    assert response.cookies == {}
    assert [to for _, to in letters()] == [ADDRESS]


def test_a_known_address_learns_of_it_from_its_inbox(client):
    subscriber = a_subscriber(ADDRESS, topics=[a_topic(name="Knees")])

    sign_up(client, topics=[a_topic(name="Hips").slug])

    assert letters() == [("newsletter.known", ADDRESS)]
    assert [topic.name for topic in subscriber.topics.all()] == ["Knees"]


def test_an_address_gets_at_most_one_letter_an_hour(client):
    for email in (ADDRESS, "Anna@Example.org ", ADDRESS):
        sign_up(client, email)
    assert letters() == [("newsletter.confirm", ADDRESS)]

    Subscriber.objects.update(letter_asked_at=timezone.now() - timedelta(minutes=61))
    sign_up(client)

    assert letters() == [("newsletter.confirm", ADDRESS)] * 2


def test_leaving_and_signing_up_again_gives_no_second_letter_within_the_hour(client):
    sign_up(client)
    only_subscriber().confirm()
    Letter.objects.all().delete()
    only_subscriber().leave()

    sign_up(client)

    assert letters() == []
    assert only_subscriber().email == ADDRESS
    assert only_subscriber().confirmed_at is None


def test_the_letter_brings_a_link_and_no_word_that_anybody_typed(client, mailoutbox):
    sign_up(client)

    outbox.send_waiting()

    (letter,) = mailoutbox
    (link,) = re.findall(r"https?://\S+", letter.body)
    assert link.endswith(path_for(only_subscriber(), CONFIRM))
    assert ADDRESS not in letter.body + letter.subject


def test_a_link_that_is_only_looked_at_changes_nothing(client):
    subscriber = a_waiting_subscriber()
    path = path_for(subscriber, CONFIRM)

    responses = [client.get(path), client.head(path), client.get(path)]

    assert {response.status_code for response in responses} == {200}
    assert only_subscriber().confirmed_at is None


def test_the_button_puts_an_address_on_the_list(client):
    subscriber = a_waiting_subscriber()

    response = client.post(path_for(subscriber, CONFIRM))

    assert response["Location"] == f"{path_for(subscriber, PREFERENCES)}?welcome"
    assert only_subscriber().confirmed_at is not None
    assert "You are on the list." in client.get(response["Location"]).content.decode()


def test_the_button_works_without_any_cookie(client):
    client.handler.enforce_csrf_checks = True

    client.post(path_for(a_waiting_subscriber(), CONFIRM))

    assert only_subscriber().confirmed_at is not None


def test_confirming_twice_keeps_the_first_time(client):
    subscriber = a_waiting_subscriber()
    client.post(path_for(subscriber, CONFIRM))
    first = only_subscriber().confirmed_at

    client.post(path_for(subscriber, CONFIRM))

    assert only_subscriber().confirmed_at == first
    assert "You are on the list" in client.get(path_for(subscriber, CONFIRM)).content.decode()


def test_a_letter_to_somebody_who_confirmed_meanwhile_is_dropped(client, mailoutbox):
    sign_up(client)
    only_subscriber().confirm()

    outbox.send_waiting()

    assert mailoutbox == []


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "ä", "a" * 2000])
@pytest.mark.parametrize("page", ["confirm", "leave", "preferences"])
def test_a_wrong_link_gets_a_kind_page(client, page, token):
    response = client.get(f"/newsletter/{page}/{token}/")

    assert response.status_code == 404
    assert "This link does not work any more" in response.content.decode()


def test_a_link_of_one_kind_opens_no_page_of_another(client):
    token = path_for(a_subscriber(), CONFIRM).split("/")[-2]

    assert client.get(f"/newsletter/preferences/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("", "Please type your email address."),
        ("anna", "This does not look like an email address."),
        ("anna@" + "a" * 300 + ".org", "This email address is longer than any can be."),
        ("a\x00b", "This does not look like an email address."),
        ("a@b.org\nBcc: c@d.org", "This does not look like an email address."),
        ("\u017fam@example.org", "Mail servers take only plain letters"),  # a long s: Django takes it for an s
        (f"sam@{'ä' * 60}.example", "No mail server can have the name behind the @"),
    ],
)
def test_a_mistake_gets_a_sentence_and_keeps_the_rest(client, email, sentence):
    knees = a_topic(name="Knees")

    response = client.post("/newsletter/", {"email": email, "topics": [knees.slug]})

    html = response.content.decode()
    assert response.status_code == 200
    assert sentence in html
    assert re.search(rf'value="{knees.slug}"[^>]*checked', html)
    assert Subscriber.objects.count() == 0


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"email": ADDRESS, "topics": "nothing"},
        {"email": ADDRESS, "topics": ["x" * 1_000_000]},
        {"email": "x" * 1_000_000},
        {"topics": "\x00"},
    ],
)
def test_bad_input_never_breaks_the_form(client, data):
    assert client.post("/newsletter/", data).status_code == 200
    assert Subscriber.objects.count() == 0


def test_everything_means_no_choice_of_topics(client):
    sign_up(client, topics=["everything", a_topic().slug])

    assert list(only_subscriber().topics.all()) == []


def test_an_outdated_form_comes_again_with_everything_typed(client):
    client.handler.enforce_csrf_checks = True

    response = sign_up(client)

    assert response.status_code == 403
    assert f'value="{ADDRESS}"' in response.content.decode()
    assert Subscriber.objects.count() == 0


def test_too_many_sign_ups_from_one_place_wait(client, monkeypatch):
    monkeypatch.setattr("newsletter.views.SIGN_UPS_AN_HOUR", 2)

    codes = [sign_up(client, f"reader{number}@example.org").status_code for number in range(3)]

    assert codes == [302, 302, 429]


def test_private_pages_are_kept_nowhere_and_told_to_nobody(client):
    subscriber = a_subscriber()

    response = client.get(path_for(subscriber, PREFERENCES))

    headers = ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")
    assert [response[name] for name in headers] == ["no-store", "no-referrer", "noindex"]
    assert response.cookies == {}


def test_a_name_of_a_row_tells_nothing():
    subscriber = a_subscriber(ADDRESS)

    assert str(subscriber) == f"Subscriber {subscriber.pk}"
    assert ADDRESS not in address_key(ADDRESS)


@pytest.mark.django_db(transaction=True)
def test_twenty_sign_ups_at_once_make_one_row_and_one_letter():
    def sign_up_once(_):
        try:
            Subscriber.objects.sign_up(ADDRESS, [], "/newsletter/")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(sign_up_once, range(20)))

    assert Subscriber.objects.count() == 1
    assert letters() == [("newsletter.confirm", ADDRESS)]
