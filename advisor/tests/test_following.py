"""The asker's private page: what it shows, what its buttons do, and that it tells nobody."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from advisor.erasing import WORDS
from advisor.models import Enquiry, EnquiryNote, Question, TooLate
from advisor.tests.factories import (
    a_question,
    an_advisor,
    an_answered_enquiry,
    an_enquiry,
    follow_url,
)
from core.outbox import Letter
from core.private import private_token
from topics.tests.factories import a_topic


@pytest.fixture(autouse=True)
def _knees(db):
    a_topic("Knees")


def press(client, enquiry, do, **fields):
    return client.post(follow_url(enquiry), {"do": do, **fields}, follow=True)


# -- the link -----------------------------------------------------------------------------------


def test_the_private_page_shows_the_question_and_when_the_answer_is_expected(client):
    enquiry = an_enquiry("Why do my knees click?", due_at=timezone.now() + timedelta(days=2))

    page = client.get(follow_url(enquiry)).content.decode()

    assert "Why do my knees click?" in page
    assert "We expect the answer by" in page
    assert "Waiting for an answer" in page


def test_the_private_page_is_kept_nowhere_and_tells_nobody(client):
    response = client.get(follow_url(an_enquiry()))

    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()
    assert "canonical" not in response.content.decode()


def test_no_address_stands_on_the_private_page(client):
    page = client.get(follow_url(an_enquiry(email="ida@example.org"))).content.decode()

    assert "ida@example.org" not in page


def test_wrong_exchanged_and_erased_links_are_the_same_404(client):
    exchanged, erased = an_enquiry(), an_enquiry()
    old = follow_url(exchanged)
    exchanged.exchange_link()
    erased_url = follow_url(erased)
    press(client, erased, "erase-now")
    other_purpose = f"/questions/follow/{private_token(exchanged.uuid, exchanged.link_version, 'leave')}/"
    made_up = f"/questions/follow/{'a' * 43}/"

    answers = [client.get(url) for url in (old, erased_url, other_purpose, made_up, "/questions/follow/x/")]
    pages = {re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers}

    assert {answer.status_code for answer in answers} == {404}
    assert {answer["Cache-Control"] for answer in answers} == {"no-store"}
    assert {answer["Referrer-Policy"] for answer in answers} == {"no-referrer"}
    assert len(pages) == 1


def test_a_token_holds_at_least_128_bits_nobody_can_guess():
    enquiry = an_enquiry()
    token = private_token(enquiry.uuid, enquiry.link_version, "follow")

    assert len(token) == 43


@pytest.mark.parametrize("do", ["detail", "reply", "helped", "private", "link", "withdraw", "erase", "erase-now"])
def test_nothing_changes_on_get(client, do):
    enquiry = an_enquiry(publish_consent_at=timezone.now())
    before = Enquiry.objects.values().get(pk=enquiry.pk)

    client.get(follow_url(enquiry), {"do": do, "text": "x", "helped": "yes"})

    assert Enquiry.objects.values().get(pk=enquiry.pk) == before


@pytest.mark.parametrize("token", ["%00", "a" * 5000, "..%2f..", "é", "=" * 43])
def test_no_link_breaks_the_page(client, token):
    assert client.get(f"/questions/follow/{token}/").status_code == 404
    assert client.post(f"/questions/follow/{token}/", {"do": "erase-now"}).status_code == 404


# -- what its buttons do ------------------------------------------------------------------------


def test_a_detail_is_added_until_the_answer_is_sent(client):
    enquiry, closed = an_enquiry(), an_answered_enquiry()

    press(client, enquiry, "detail", text="It clicks at night too.")
    press(client, closed, "detail", text="Too late.")
    enquiry.refresh_from_db()
    closed.refresh_from_db()

    assert enquiry.additions == "It clicks at night too.\n\n"
    assert closed.additions == ""


def test_two_details_at_once_are_both_kept():
    enquiry = an_enquiry()
    same = Enquiry.objects.get(pk=enquiry.pk)

    enquiry.add_detail("One.")
    same.add_detail("Two.")

    assert Enquiry.objects.get(pk=enquiry.pk).additions == "One.\n\nTwo.\n\n"


def test_details_have_an_end():
    enquiry = an_enquiry(additions="x" * 2999)
    enquiry.add_detail("x" * 600)

    with pytest.raises(TooLate):
        enquiry.add_detail("One more.")


@pytest.mark.parametrize("text", ["", "x" * 601])
def test_a_detail_too_short_or_too_long_gets_a_sentence_and_keeps_its_text(client, text):
    enquiry = an_enquiry()

    response = press(client, enquiry, "detail", text=text)

    assert 'role="alert"' in response.content.decode()
    assert text[:600] in response.content.decode()
    assert Enquiry.objects.get(pk=enquiry.pk).additions == ""


@pytest.mark.parametrize("value", ["\x00", "x" * 1_000_000, "[]"])
@pytest.mark.parametrize("field", ["do", "text", "helped", "public_too"])
def test_no_input_breaks_the_private_page(client, field, value):
    enquiry = an_enquiry()

    assert client.post(follow_url(enquiry), {"do": "detail", field: value}).status_code in (200, 302)


def test_the_reply_goes_to_the_desk_and_only_once(client):
    enquiry = an_enquiry(status="waiting", asked_back="Is it swollen?", asked_back_at=timezone.now())

    assert "Is it swollen?" in client.get(follow_url(enquiry)).content.decode()
    press(client, enquiry, "reply", text="No.")
    again = press(client, enquiry, "reply", text="Yes.")
    enquiry.refresh_from_db()

    assert (enquiry.status, enquiry.reply) == ("new", "No.")
    assert "This was replied to already." in again.content.decode()


def test_the_asker_says_whether_it_helped_and_may_change_it(client):
    enquiry = an_answered_enquiry()

    press(client, enquiry, "helped", helped="no")
    press(client, enquiry, "helped", helped="yes")
    enquiry.refresh_from_db()

    assert enquiry.helped is True


def test_taking_the_consent_back_takes_the_published_text_down(client):
    enquiry = an_answered_enquiry(publish_consent_at=timezone.now())
    question = a_question("Why do knees creak?", enquiry=enquiry)

    press(client, enquiry, "private")
    enquiry.refresh_from_db()

    assert enquiry.publish_consent_at is None
    assert client.get(question.get_absolute_url()).status_code == 410


def test_taking_the_consent_back_deletes_a_public_text_that_nobody_has_seen(client):
    enquiry = an_answered_enquiry(publish_consent_at=timezone.now())
    a_question(enquiry=enquiry, goes_live_at=None)

    press(client, enquiry, "private")

    assert Question.objects.count() == 0


def test_a_withdrawn_question_is_worked_on_no_more(client):
    enquiry = an_enquiry(answer="<p>A draft.</p>")

    page = press(client, enquiry, "withdraw").content.decode()
    enquiry.refresh_from_db()

    assert enquiry.status == "withdrawn"
    assert "Withdrawn" in page
    assert "A draft." not in page
    assert not Enquiry.objects.open().exists()


def test_exchanging_the_link_ends_the_old_one_at_once(client):
    enquiry = an_enquiry()
    old = follow_url(enquiry)

    response = press(client, enquiry, "link")
    enquiry.refresh_from_db()

    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == follow_url(enquiry)
    assert client.get(old).status_code == 404


def test_a_browser_that_hides_where_it_comes_from_can_use_every_button():
    browser = Client(enforce_csrf_checks=True, headers={"origin": "null"})
    enquiry = an_enquiry()

    response = browser.post(follow_url(enquiry), {"do": "detail", "text": "It clicks at night too."})

    assert response.status_code == 302
    assert Enquiry.objects.get(pk=enquiry.pk).additions == "It clicks at night too.\n\n"


def test_the_private_page_sets_no_cookie(client):
    assert client.get(follow_url(an_enquiry())).cookies == {}


# -- erasing ------------------------------------------------------------------------------------


def test_erasing_asks_once_more(client):
    enquiry = an_enquiry()

    page = press(client, enquiry, "erase").content.decode()

    assert "Erase everything now" in page
    assert Enquiry.objects.get(pk=enquiry.pk).question != ""


def test_erasing_leaves_a_tombstone_without_words(client):
    enquiry = an_answered_enquiry(
        "Xanthippe", details="Xanthippe", additions="Xanthippe", first_name="Xanthippe", email="xanthippe@example.org",
        asked_back="Xanthippe", reply="Xanthippe", answer="<p>Xanthippe</p>", signs="gca", pregnant=True,
    )  # fmt: skip
    EnquiryNote.objects.create(enquiry=enquiry, text="Xanthippe", by=an_advisor())
    enquiry.write("answered")

    page = press(client, enquiry, "erase-now").content.decode()
    enquiry.refresh_from_db()

    assert "Your question is erased" in page
    assert {name: getattr(enquiry, name) for name in WORDS} == dict.fromkeys(WORDS, "")
    assert (enquiry.pregnant, enquiry.status) == (False, "answered")
    assert enquiry.erased_at is not None
    assert (EnquiryNote.objects.count(), Letter.objects.count(), LogEntry.objects.count()) == (0, 0, 0)


def test_erasing_an_open_question_takes_it_off_the_desk(client):
    enquiry = an_enquiry()

    press(client, enquiry, "erase-now")
    enquiry.refresh_from_db()

    assert enquiry.status == "withdrawn"


def test_erasing_keeps_the_public_text_unless_the_asker_wants_it_gone(client):
    kept, wanted = (an_answered_enquiry(publish_consent_at=timezone.now()) for _ in range(2))
    stays, goes = a_question("Stays", enquiry=kept), a_question("Goes", enquiry=wanted)

    press(client, kept, "erase-now")
    press(client, wanted, "erase-now", public_too="on")
    goes.refresh_from_db()

    assert client.get(stays.get_absolute_url()).status_code == 200
    assert client.get(goes.get_absolute_url()).status_code == 410
    assert (goes.title, goes.answer, goes.enquiry) == ("", "", None)


def test_the_private_page_says_what_is_kept_until_when(client):
    closed = timezone.now()
    enquiry = an_answered_enquiry(email="ida@example.org", closed_at=closed)

    page = client.get(follow_url(enquiry)).content.decode()
    days = [timezone.localdate(closed + timedelta(days=count)) for count in (30, 90)]

    assert [f"until {day.day} {day:%B %Y}" in page for day in days] == [True, True]
