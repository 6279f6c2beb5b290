"""The desk's list: queues, states in a sentence, search, claims."""

from datetime import timedelta

import pytest
from django.utils import timezone

from advisor import states
from advisor.models import Enquiry
from advisor.tests.factories import (
    a_member_of_staff,
    a_question,
    an_advisor,
    an_answered_enquiry,
    an_enquiry,
)
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


def test_warning_signs_stand_first_then_what_is_due_first(client, advisor):
    now = timezone.now()
    later = an_enquiry("Later", due_at=now + timedelta(days=3))
    sooner = an_enquiry("Sooner", due_at=now + timedelta(days=1))
    urgent = an_enquiry("Urgent", due_at=now + timedelta(days=5), urgency=Enquiry.Urgency.SAME_DAY)

    rows = client.get(LIST).context["cl"].result_list

    assert list(rows) == [urgent, sooner, later]


@pytest.mark.parametrize(
    ("queue", "expected"),
    [
        ("", {"new", "late", "mine", "theirs", "waiting"}),
        ("new", {"new", "late", "mine", "theirs"}),
        ("mine", {"mine"}),
        ("waiting", {"waiting"}),
        ("overdue", {"late"}),
        ("publish", {"agreed"}),
        ("held", {"held"}),
        ("declined", {"declined"}),
    ],
)
def test_each_queue_holds_its_questions(client, advisor, queue, expected):
    now = timezone.now()
    soon = now + timedelta(minutes=5)
    an_enquiry("new")
    an_enquiry("late", due_at=now - timedelta(days=1))
    an_enquiry("mine", claimed_by=advisor, claimed_until=soon)
    an_enquiry("theirs", claimed_by=an_advisor(), claimed_until=soon)
    an_enquiry("waiting", status="waiting", asked_back="?", asked_back_at=now, due_at=now - timedelta(days=1))
    an_enquiry("held", status="held")
    an_enquiry("declined", status="declined", closed_at=now, decline_reason="not_clear")
    an_answered_enquiry("agreed", publish_consent_at=now)
    an_answered_enquiry("private")
    a_question(enquiry=an_answered_enquiry("published", publish_consent_at=now))

    rows = client.get(LIST, {"queue": queue} if queue else {}).context["cl"].result_list

    assert {row.question for row in rows} == expected


def test_words_are_searched_in_the_open_queue_only_and_numbers_everywhere(client, advisor):
    open_one = an_enquiry("My marmalade knee")
    closed = an_answered_enquiry("My marmalade hip")

    words = client.get(LIST, {"q": "marmalade"}).context["cl"].result_list
    number = client.get(LIST, {"q": str(closed.pk)}).context["cl"].result_list

    assert list(words) == [open_one]
    assert list(number) == [closed]


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "9" * 50, "queue=nonsense", "sign=9", "sign=x", "topic__id__exact=x"]
)
def test_no_address_breaks_the_list(client, advisor, query):
    an_enquiry()

    assert client.get(f"{LIST}?{query}", follow=True).status_code == 200


def test_the_list_opens_in_under_twelve_queries_whatever_waits(client, advisor, django_assert_max_num_queries):
    for number in range(6):
        an_enquiry(f"Question {number}", claimed_by=an_advisor(), claimed_until=timezone.now() + timedelta(minutes=5))

    with django_assert_max_num_queries(11):
        client.get(LIST)


def test_a_row_says_in_one_sentence_how_it_stands(advisor):
    now = timezone.now()
    colleague = an_advisor("kim")

    def said(**fields):
        return states.for_desk(an_enquiry(**fields), advisor, now)

    assert said() == "New, nobody has opened it"
    assert said(due_at=now - timedelta(days=1)) == "Overdue by 1 day, new, nobody has opened it"
    assert said(answer="<p>x</p>") == "A draft was saved"
    assert said(claimed_by=colleague, claimed_until=now + timedelta(minutes=1)).startswith("Kim has it open until")
    assert said(claimed_by=advisor, claimed_until=now + timedelta(minutes=1)).startswith("Yours until")
    assert said(status="held", held_because="Many links") == "Held: many links"


def test_nobody_without_the_right_sees_the_desk(client, db):
    a_topic("Knees")
    enquiry = an_enquiry()
    client.force_login(a_member_of_staff("pat", "view_question", "sign_off_question"))

    assert client.get(LIST).status_code == 403
    assert client.get(page_of(enquiry)).status_code == 403
    assert client.post(f"{LIST}{enquiry.pk}/do/take/").status_code == 403
    assert client.get(f"{LIST}report/").status_code == 403


def test_opening_claims_for_ten_minutes_and_looking_claims_nothing(client, advisor):
    enquiry = an_enquiry()

    client.get(page_of(enquiry))
    enquiry.refresh_from_db()
    assert enquiry.claimed_by is None

    client.post(f"{LIST}{enquiry.pk}/do/take/")
    enquiry.refresh_from_db()
    assert enquiry.claimed_by == advisor
    assert timedelta(minutes=9) < enquiry.claimed_until - timezone.now() <= timedelta(minutes=10)


def test_a_claim_shows_to_others_lapses_by_itself_and_can_be_taken_over(client, advisor):
    colleague = an_advisor("kim")
    enquiry = an_enquiry(claimed_by=colleague, claimed_until=timezone.now() + timedelta(minutes=5))

    assert "Kim has it open until" in client.get(LIST).content.decode()
    client.post(f"{LIST}{enquiry.pk}/do/take/")
    enquiry.refresh_from_db()
    assert enquiry.claimed_by == advisor

    lapsed = timezone.now() + timedelta(minutes=11)
    assert states.for_desk(enquiry, colleague, lapsed) == "Nobody has it open"
    assert not Enquiry.objects.held_by(advisor, lapsed).exists()


def test_a_colleagues_claim_locks_nobody_out(client, advisor):
    enquiry = an_enquiry(claimed_by=an_advisor(), claimed_until=timezone.now() + timedelta(minutes=5))

    assert (
        press(client, enquiry, "send", answer="<p>Keep moving.</p>") == "The answer is sent. The asker can read it now."
    )
