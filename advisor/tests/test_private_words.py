"""Markers typed into every private field are found in no public page, feed, search, log, history or letter."""

import logging

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.test import Client
from django.utils import timezone

from advisor import publishing, receiving
from advisor.models import Enquiry, Question
from advisor.tests.asking import ask
from advisor.tests.factories import an_advisor, follow_url
from articles.tests.factories import an_article, an_author
from core import outbox
from topics.tests.factories import a_topic

MARKER = "zxqv"  # begins every private word below
PRIVATE = {
    "question": "zxqvquestion about a knee",
    "details": "zxqvdetails of a knee",
    "first_name": "zxqvname",
    "email": "zxqvaddress@example.org",
    "publish": "on",
}
PUBLIC = (
    "/", "/articles/", "/topics/", "/topics/knees/", "/exercises/", "/products/", "/quiz/", "/questions/", "/questions/feed/",
    "/questions/?topic=knees", "/questions/?q=zxqvquestion", "/questions/?q=zxqvdetails", "/questions/ask/", "/articles/feed/",
    "/search/?q=zxqvquestion", "/search/?q=zxqvname", "/search/suggest/?q=zxqv", "/sitemap.xml", "/sitemap-1.xml",
    "/robots.txt", "/newsletter/", "/about/", "/about/privacy/", "/health/",
)  # fmt: skip
HOLDS_PRIVATE_WORDS = {"Enquiry", "EnquiryNote", "Letter"}


@pytest.fixture
def walked(client, db, monkeypatch, caplog):
    """A question that went the whole way, with everything written to any log on it."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(receiving, "FASTEST", 0)
    topic = a_topic("Knees")
    an_article("Sore knees", topics=[topic])
    user, editor = an_advisor("sam"), an_advisor("kim")
    an_author("Orla Fenwick", user=user, is_advisor=True)
    ask(client, **PRIVATE)
    enquiry = Enquiry.objects.get()
    client.post(follow_url(enquiry), {"do": "detail", "text": "zxqvaddition"})
    desk = Client()
    desk.force_login(user)
    press(desk, enquiry, "ask-back", ask_back="zxqvaskback?", note="zxqvnote")
    client.post(follow_url(enquiry), {"do": "reply", "text": "zxqvreply"})
    press(desk, enquiry, "send", answer="<p>zxqvanswer</p>")
    enquiry.refresh_from_db()
    draft = publishing.start_public_text(enquiry, user, enquiry.advisor)
    draft.title, draft.question, draft.answer = "Why do knees click?", "They click.", "<p>They just do.</p>"
    draft.save()
    publishing.sign_off(draft, editor)
    outbox.send_waiting()
    return enquiry


def press(desk, enquiry, do, **fields):
    page = f"/admin/advisor/enquiry/{enquiry.pk}/change/"
    form = desk.get(page).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    desk.post(page, {**data, **fields, "_do": do})


def test_there_is_something_that_could_leak(client, walked):
    page = client.get(follow_url(walked)).content.decode()

    found = [
        word for word in ("question", "details", "addition", "askback", "reply", "answer") if f"zxqv{word}" in page
    ]
    assert found == ["question", "details", "addition", "askback", "reply", "answer"]
    assert walked.notes.get().text == "zxqvnote"
    assert Question.objects.published().get().enquiry == walked


def test_no_public_page_feed_or_search_holds_a_private_word(client, walked):
    addresses = [*PUBLIC, *(question.get_absolute_url() for question in Question.objects.all())]

    for address in addresses:
        text = client.get(address).content.decode()
        typed = text.replace("zxqvquestion", "", text.count("zxqvquestion") if "q=zxqvquestion" in address else 0)
        for word in ("zxqvdetails", "zxqvname", "zxqv"):
            if f"q={word}" in address:
                typed = typed.replace(word, "")

        assert MARKER not in typed, address


def test_no_letter_holds_a_private_word_but_its_address(walked):
    assert len(mail.outbox) == 4
    for letter in mail.outbox:
        assert MARKER not in f"{letter.subject} {letter.body} {letter.alternatives} {letter.extra_headers}"


def test_no_log_and_no_history_holds_a_private_word(client, walked, caplog):
    client.get(follow_url(walked) + "x/")
    # Django's own record of SQL exists only with DEBUG on
    logged = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    history = [f"{entry.object_repr} {entry.change_message}" for entry in LogEntry.objects.all()]

    assert logged != []
    assert history != []
    assert MARKER not in "".join(logged + history)


def test_private_words_stand_in_the_tables_of_the_desk_alone(walked):
    holding = set()
    for model in apps.get_models():
        for row in model.objects.values() if hasattr(model, "objects") else ():
            if MARKER in str(row):
                holding.add(model.__name__)

    assert holding == HOLDS_PRIVATE_WORDS


def test_str_of_everything_private_is_number_and_date_only(walked):
    today = timezone.localdate()
    date = f"{today.day} {today:%B %Y}"

    assert str(walked) == f"No. {walked.pk}, {date}"
    assert str(walked.notes.get()) == f"Note of {date}"
    assert MARKER not in " ".join(str(event) for event in walked.events.all())
