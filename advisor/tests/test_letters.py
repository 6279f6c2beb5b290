"""Letters: which go out when, and what none of them ever says."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone

from advisor import emails, publishing
from advisor.tests.factories import an_advisor, an_answered_enquiry, an_enquiry, follow_url
from articles.tests.factories import an_author
from core import outbox
from core.outbox import Letter
from topics.tests.factories import a_topic

ASKER = {"first_name": "Xanthippe", "email": "xanthippe@example.org", "details": "Xanthippe's meniscus"}


@pytest.fixture(autouse=True)
def _knees(db):
    a_topic("Meniscus")


def every_letter():
    """One enquiry through every step that writes a letter; gives the letters as they arrive."""
    user = an_advisor()
    enquiry = an_enquiry("Meniscus?", answer="<p>Xanthippe, rest your meniscus.</p>", **ASKER)
    enquiry.write("received")
    enquiry.ask_back(user, "Is the meniscus swollen?")
    enquiry.take_reply("No")
    enquiry.send_answer(user)
    other = an_enquiry("Meniscus?", **ASKER)
    other.decline(user, "medicines", "<p>Meniscus</p>")
    public = an_answered_enquiry("Meniscus?", publish_consent_at=timezone.now(), **ASKER)
    draft = publishing.start_public_text(public, an_advisor(), an_author("Orla Fenwick"))
    draft.title, draft.answer = "Why does a meniscus click?", "<p>It does.</p>"
    draft.save()
    publishing.sign_off(draft, an_advisor())
    an_enquiry("Meniscus?", **ASKER).give_up()
    outbox.send_waiting()
    return mail.outbox


def test_every_step_writes_its_letter_once():
    letters = every_letter()

    assert sorted(letter.subject for letter in letters) == sorted(
        [*(subject for subject, _words in emails.LETTERS.values()), emails.GIVEN_UP[0]]
    )


def test_no_letter_carries_health_text_or_a_name():
    for letter in every_letter():
        words = f"{letter.subject} {letter.body} {letter.alternatives[0].content}".lower()

        assert "meniscus" not in words
        assert "xanthippe" not in words
        assert letter.to == ["xanthippe@example.org"]


def test_letters_carry_the_private_link_in_text_and_html(settings):
    enquiry = an_enquiry(**ASKER)
    enquiry.write("received")
    outbox.send_waiting()
    (letter,) = mail.outbox
    link = settings.SITE_URL + follow_url(enquiry)

    assert link in letter.body
    assert f'href="{link}"' in letter.alternatives[0].content


def test_the_link_is_the_one_that_works_when_the_letter_goes_out(settings):
    enquiry = an_enquiry(**ASKER)
    enquiry.write("received")
    enquiry.exchange_link()
    enquiry.refresh_from_db()
    outbox.send_waiting()

    assert settings.SITE_URL + follow_url(enquiry) in mail.outbox[0].body


def test_a_letter_has_a_message_id_that_stays_the_same():
    enquiry = an_enquiry(**ASKER)
    enquiry.write("received")
    kept = Letter.objects.get().message_id
    enquiry.write("received")
    outbox.send_waiting()

    assert [letter.extra_headers["Message-ID"] for letter in mail.outbox] == [kept]


def test_without_an_address_there_is_no_letter():
    an_enquiry(answer="<p>x</p>").send_answer(an_advisor())

    assert Letter.objects.count() == 0


def test_a_letter_about_an_erased_question_is_dropped():
    enquiry = an_enquiry(**ASKER)
    row = Letter.objects.none()
    enquiry.write("received")
    type(enquiry).objects.filter(pk=enquiry.pk).update(
        erased_at=timezone.now(), question="", details="", first_name="", email=""
    )
    outbox.send_waiting()

    assert mail.outbox == []
    assert not row.exists()


def at(hour):
    return timezone.make_aware(datetime(2026, 6, 3, hour))


def test_advisors_get_one_summary_a_day_with_numbers_only(monkeypatch):
    group, _made = Group.objects.get_or_create(name="Advisors")
    advisor = an_advisor("sam", email="sam@example.org")
    advisor.groups.add(group)
    an_advisor("kim").groups.add(group)
    an_enquiry("Meniscus?", due_at=at(9) - timedelta(days=1), received_at=at(9) - timedelta(days=55), **ASKER)
    monkeypatch.setattr(emails.timezone, "localtime", lambda *_: at(9))

    emails.queue_summaries()
    emails.queue_summaries()
    outbox.send_waiting()
    (letter,) = mail.outbox

    assert letter.to == ["sam@example.org"]
    assert "Waiting for an answer: 1, of these overdue: 1." in letter.body
    assert "Please look today: 1 of them will be 60 days old within 10 days." in letter.body
    assert not re.search("meniscus|xanthippe", letter.body, re.IGNORECASE)


@pytest.mark.parametrize(("hour", "waiting", "letters"), [(6, True, 0), (7, True, 1), (7, False, 0)])
def test_no_summary_before_seven_or_about_nothing(monkeypatch, hour, waiting, letters):
    advisor = an_advisor("sam", email="sam@example.org")
    advisor.groups.add(Group.objects.get_or_create(name="Advisors")[0])
    if waiting:
        an_enquiry()
    monkeypatch.setattr(emails.timezone, "localtime", lambda *_: at(hour))

    emails.queue_summaries()

    assert Letter.objects.count() == letters


def test_every_letter_goes_on_with_a_capital_after_its_greeting():
    first_words = [paragraphs[0] for _subject, paragraphs in (*emails.LETTERS.values(), emails.GIVEN_UP)]
    first_words.append(emails.summary_lines()[0])

    assert len(first_words) == 7
    assert [words for words in first_words if not words[0].isupper()] == []
