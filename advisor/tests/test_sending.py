"""Sending a question: once, with consents, within limits; suspected spam is held."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from advisor import receiving
from advisor.models import Enquiry, WarningSign
from advisor.tests.asking import QUESTION, ask, filled, hidden
from articles.tests.factories import an_article, an_author
from core.outbox import Letter
from topics.tests.factories import a_topic

CHECK = "/questions/ask/check/"


@pytest.fixture(autouse=True)
def _knees(db, monkeypatch):
    a_topic("Knees")
    monkeypatch.setattr(receiving, "FASTEST", 0)


def sign_pk(text):
    return WarningSign.objects.get(text__startswith=text).pk


def test_a_sent_question_leads_to_its_private_link(client):
    response = ask(client, publish="on", email="Ida@Example.org")
    enquiry = Enquiry.objects.get()
    thanks = client.get(response.url).content.decode()

    assert enquiry.status == Enquiry.Status.NEW
    assert enquiry.email == "ida@example.org"
    assert enquiry.health_consent_at is not None
    assert enquiry.publish_consent_at is not None
    assert "/questions/follow/" in thanks
    assert [letter.kind for letter in Letter.objects.all()] == ["enquiry received"]


def test_consents_are_kept_with_time_and_wording(client):
    before = timezone.now()

    ask(client)
    enquiry = Enquiry.objects.get()

    assert enquiry.consent_wording == 1
    assert before <= enquiry.health_consent_at <= timezone.now()
    assert enquiry.publish_consent_at is None


def test_the_question_knows_the_article_and_the_author_it_was_asked_from(client):
    author = an_author("Orla Fenwick")
    text = an_article("Sore knees", authors=[author])

    ask(client, article=text.article.slug)
    enquiry = Enquiry.objects.get()

    assert (enquiry.article, enquiry.author) == (text.article, author)


def test_a_button_of_a_topic_chooses_the_topic_and_one_of_an_author_knows_the_author(client):
    author = an_author("Orla Fenwick")
    signs = client.get(f"/questions/ask/?topic=knees&author={author.slug}")
    form = client.post("/questions/ask/", {**hidden(signs), "none": "on"}, follow=True)

    client.post(CHECK, {**QUESTION, **{name: hidden(form)[name] for name in ("go", "key")}, "do": "send"})

    assert '<option value="knees" selected>' in form.content.decode()
    assert Enquiry.objects.get().author == author


def test_what_the_phrase_match_found_sorts_the_desk(client):
    ask(client, details="My calf is swollen and hot.")
    ask(client, details="My knee is not hot or swollen.")

    assert list(Enquiry.objects.order_by("pk").values_list("urgency", "signs", "negated_signs")) == [
        (Enquiry.Urgency.SAME_DAY, "hot-swollen-joint possible-dvt", ""),
        (Enquiry.Urgency.NEGATED, "", "hot-swollen-joint"),
    ]


def test_two_copies_of_one_form_are_one_question_with_one_link(client):
    fields = filled(client, email="ida@example.org", do="send")

    first, second = client.post(CHECK, fields), client.post(CHECK, fields)

    assert first.url == second.url
    assert Enquiry.objects.count() == 1
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twelve_parallel_copies_are_one_question_with_one_link_and_one_letter(client):
    fields = filled(client, email="ida@example.org", do="send")
    cookie = client.cookies["reader"].value

    def send(_number):
        try:
            browser = Client()
            browser.cookies["reader"] = cookie
            return browser.post(CHECK, fields).url
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        links = list(pool.map(send, range(12)))

    assert len(links) == 12
    assert len(set(links)) == 1
    assert Enquiry.objects.count() == 1
    assert Letter.objects.count() == 1


def test_a_form_with_a_forged_key_comes_again_with_its_text_and_a_good_key(client):
    response = client.post(CHECK, {**filled(client), "key": "forged", "do": "send"})
    fields = {**QUESTION, **{name: hidden(response)[name] for name in ("go", "key")}, "do": "send"}

    assert "please send it once more" in response.content.decode()
    assert client.post(CHECK, fields).status_code == 302


def test_an_expired_hidden_token_loses_nothing():
    browser = Client(enforce_csrf_checks=True)

    response = browser.post(CHECK, {**QUESTION, "do": "send"})
    page = response.content.decode()

    assert response.status_code == 403
    assert 'value="Why do my knees click on the stairs?"' in page
    assert "Nothing is lost: please send it again." in page


def test_a_browser_asks_five_times_a_day_and_then_waits_with_its_text(client):
    for _ in range(receiving.PER_BROWSER):
        assert ask(client).status_code == 302

    response = ask(client, first_name="Marmaduke")

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 24 * 3600
    assert 'value="Marmaduke"' in response.content.decode()
    assert Enquiry.objects.count() == receiving.PER_BROWSER


def test_an_address_range_has_its_own_limit_whatever_the_cookies(monkeypatch):
    assert receiving.PER_NETWORK == 20
    monkeypatch.setattr(receiving, "PER_NETWORK", 3)

    answers = [ask(Client()).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]


def test_a_limit_does_not_keep_anybody_from_reading(client):
    for _ in range(receiving.PER_BROWSER + 1):
        ask(client)

    assert client.get("/questions/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"website": "http://example.com"}, "The hidden field was filled in"),
        ({"details": "http://a.example http://b.example www.c.example"}, "Many links"),
    ],
)
def test_suspected_spam_is_held_for_a_person_and_gets_no_letter(client, fields, reason):
    response = ask(client, email="ida@example.org", **fields)
    enquiry = Enquiry.objects.get()

    assert response.status_code == 302
    assert (enquiry.status, enquiry.held_because) == (Enquiry.Status.HELD, reason)
    assert Letter.objects.count() == 0


def test_a_form_sent_faster_than_anybody_types_is_held(client, monkeypatch):
    monkeypatch.setattr(receiving, "FASTEST", 3)

    ask(client)

    assert Enquiry.objects.get().status == Enquiry.Status.HELD
