"""What the sign-up asks, what people agree to where they do so, and that all that is held is told."""

import json
import re
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone

from articles.tests.factories import an_article
from core import outbox, worker
from newsletter import consent, sending
from newsletter.forms import PreferencesForm, SignUpForm
from newsletter.links import PREFERENCES, path_for
from newsletter.models import Delivery, Issue, Subscriber
from newsletter.tests.factories import a_subscriber, an_approved_issue
from topics.tests.factories import a_topic, many_topics

pytestmark = pytest.mark.django_db


def form_of(client) -> str:
    """The form to sign up, which is also lifted onto reading pages."""
    return re.search(r"<form[^>]*data-liftable.*?</form>", client.get("/newsletter/").content.decode(), re.DOTALL)[0]


def test_a_sign_up_asks_for_the_address_and_topics_only(client):
    knees = a_topic(name="Knees")

    asked = re.findall(r'<(?:input|select|textarea)[^>]*name="(\w+)"(?:[^>]*value="([\w-]+)")?', form_of(client))

    assert list(SignUpForm().fields) == ["email", "topics"]
    assert [name for name in asked if name[0] != "csrfmiddlewaretoken"] == [
        ("email", ""), ("topics", "everything"), ("topics", knees.slug),
    ]  # fmt: skip


def test_a_subscriber_has_no_name_and_nothing_counts_opens_or_clicks():
    kept = {field.name for model in (Subscriber, Delivery) for field in model._meta.get_fields()}

    assert "email" in kept
    assert [name for name in kept if re.search(r"name|open|click|read|seen", name)] == []


def test_what_people_agree_to_is_part_of_the_form_wherever_it_stands(client):
    assert consent.current_wording() in form_of(client)


def test_a_version_of_the_wording_that_somebody_agreed_to_stays_readable():
    agreed = a_subscriber(wording="2026-11").wording

    assert consent.WORDINGS[agreed].startswith("By signing up you agree")


def test_an_export_tells_every_letter_and_every_column(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Subscriber.objects.sign_up("anna@example.org", [], "/newsletter/")
    outbox.send_waiting()
    subscriber = Subscriber.objects.get()
    subscriber.confirm()
    Subscriber.objects.update(confirmed_at=timezone.now() - timedelta(minutes=1))
    an_approved_issue("Soup weather")
    sending.send_issues()

    held = json.loads(client.post(path_for(subscriber, PREFERENCES), {"do": "export"}).content)

    assert [(letter["letter"], letter["status"]) for letter in held["letters"]] == [
        ("Soup weather", "sent"), ("newsletter.confirm", "sent"),
    ]  # fmt: skip
    assert all(letter["sent_at"] for letter in held["letters"])
    ours = {"id", "uuid", "link_version", "address_key"}  # made by us, tell nothing about a person
    columns = {field.name for field in Subscriber._meta.get_fields()} - ours
    assert columns <= set(held)
    assert held["agreed_to"] == consent.current_wording()
    assert worker.export_person("anna@example.org")["newsletter"][0]["letters"] == held["letters"]


def offered(form):
    """Names of the topics to tick, without "Everything"."""
    return [name for _slug, name in form.fields["topics"].choices][1:]


def test_a_sign_up_offers_up_to_twenty_topics_and_of_more_those_with_most_articles():
    topics = many_topics(20)
    assert offered(SignUpForm()) == [topic.name for topic in topics]

    an_article(topics=[a_topic("Zinc")])

    assert offered(SignUpForm()) == [*(topic.name for topic in topics[:19]), "Zinc"]


def test_a_sign_up_takes_a_topic_that_was_on_offer_when_the_form_was_opened():
    last = many_topics(30)[-1]
    form = SignUpForm(QueryDict(f"email=anna@example.org&topics={last.slug}"))

    assert form.is_valid()
    assert form.cleaned_data["topics"] == [last]


def test_preferences_always_offer_the_topics_that_were_chosen():
    topics = many_topics(30)
    form = PreferencesForm(subscriber=a_subscriber(topics=[topics[-1]]))

    assert offered(form) == [*(topic.name for topic in topics[:20]), topics[-1].name]
    assert form["topics"].initial == [topics[-1].slug]


def test_a_form_for_topics_reads_them_once(django_assert_num_queries):
    many_topics(3)

    with django_assert_num_queries(1):
        str(SignUpForm())


@pytest.mark.parametrize("letter", ["confirm", "known", "held"])
def test_a_letter_goes_on_with_a_capital_after_its_greeting(letter):
    text = render_to_string(f"newsletter/letters/{letter}.txt", {"issue": Issue(subject="Soup")})

    greeting, first_words, *_rest = text.split("\n\n")
    assert greeting == "Hello,"
    assert first_words[0].isupper()
