"""Answering at the desk: once, with one letter, safe against two advisors."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from advisor.models import Enquiry, TooLate
from advisor.tests.factories import (
    an_advisor,
    an_enquiry,
    follow_url,
)
from articles.tests.factories import an_author
from core.outbox import Letter
from topics.tests.factories import a_topic

LIST = "/admin/advisor/enquiry/"


@pytest.fixture
def advisor(client, db):
    a_topic("Knees")
    user = an_advisor("sam")
    client.force_login(user)
    return user


def page_of(enquiry):
    return f"{LIST}{enquiry.pk}/change/"


def press(client, enquiry, do, **fields):
    """Presses a button of the change page as a browser would; gives the sentence that is shown then."""
    form = client.get(page_of(enquiry)).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    response = client.post(page_of(enquiry), {**data, **fields, "_do": do}, follow=True)
    return " ".join(str(message) for message in response.context["messages"]) or response.content.decode()


def test_an_answer_is_sent_by_a_button_with_one_letter(client, advisor):
    an_author("Orla Fenwick", user=advisor)
    enquiry = an_enquiry(email="ida@example.org")

    press(client, enquiry, "send", answer="<p>Keep moving.</p><script>alert(1)</script>")
    enquiry.refresh_from_db()

    assert (enquiry.status, enquiry.answer, enquiry.answered_by) == ("answered", "<p>Keep moving.</p>", advisor)
    assert enquiry.advisor.name == "Orla Fenwick"
    assert list(Letter.objects.values_list("kind", "to")) == [("enquiry answered", "ida@example.org")]
    assert "Keep moving." in client.get(follow_url(enquiry)).content.decode()


def test_a_draft_is_saved_and_not_seen_by_the_asker(client, advisor):
    enquiry = an_enquiry()

    press(client, enquiry, "save", answer="<p>Only a draft.</p>")
    enquiry.refresh_from_db()

    assert (enquiry.status, enquiry.answer) == ("new", "<p>Only a draft.</p>")
    assert enquiry.claimed_by == advisor
    assert "Only a draft." not in client.get(follow_url(enquiry)).content.decode()


def test_an_empty_answer_is_not_sent(client, advisor):
    enquiry = an_enquiry()

    answer = press(client, enquiry, "send")
    enquiry.refresh_from_db()

    assert "There is no answer yet." in answer
    assert enquiry.status == "new"


def test_a_question_is_answered_only_once(advisor):
    enquiry = an_enquiry(email="ida@example.org", answer="<p>First.</p>")
    same = Enquiry.objects.get(pk=enquiry.pk)

    enquiry.send_answer(advisor)
    with pytest.raises(TooLate) as refusal:
        same.send_answer(an_advisor())

    assert str(refusal.value) == (
        "A colleague was quicker: this question is closed already. Nothing was sent a second time."
    )
    assert Letter.objects.count() == 1


def test_the_slower_of_two_advisors_gets_a_friendly_message_and_keeps_the_text(client, advisor):
    enquiry = an_enquiry(email="ida@example.org", answer="<p>A draft.</p>")
    form = client.get(page_of(enquiry)).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields} | {
        "answer": "<p>The slower answer.</p>",
        "_do": "send",
    }

    enquiry.send_answer(an_advisor())
    response = client.post(page_of(enquiry), data)
    enquiry.refresh_from_db()

    assert "A colleague saved or sent an answer while you had this open." in response.content.decode()
    assert enquiry.answer == "<p>A draft.</p>"
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_advisors_at_once_send_one_answer_and_one_letter():
    a_topic("Knees")
    enquiry = an_enquiry(email="ida@example.org", answer="<p>Keep moving.</p>")
    advisors = [an_advisor() for _ in range(8)]

    def send(user):
        try:
            Enquiry.objects.get(pk=enquiry.pk).send_answer(user)
            return "sent"
        except TooLate:
            return "too late"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(send, advisors))

    assert answers == ["sent"] + ["too late"] * 7
    assert Letter.objects.count() == 1
    assert [event.what for event in enquiry.events.all()] == ["Answered"]


def test_a_detail_that_the_asker_adds_does_not_outdate_the_advisors_form(client, advisor):
    enquiry = an_enquiry()
    form = client.get(page_of(enquiry)).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields} | {"answer": "<p>Keep moving.</p>", "_do": "send"}

    enquiry.add_detail("It clicks at night too.")
    client.post(page_of(enquiry), data)
    enquiry.refresh_from_db()

    assert enquiry.status == "answered"
