"""The outbox: one event, one letter; nothing lost, nothing sent twice, nothing kept."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core import outbox
from core.outbox import ATTEMPTS, REFUSALS, Letter, LetterContent, forget_letters, queue_letter, send_waiting
from core.tests import mail_servers
from core.tests.parallel import in_parallel
from topics.models import Topic
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_kind_of_letter():
    outbox.register_letter("test", lambda topic: LetterContent(f"About {topic.name}", f"Read {topic.name}."))
    yield
    del outbox._renderers["test"]


@pytest.fixture
def server(settings):
    """A mail server that does what the test says."""
    settings.EMAIL_BACKEND = "core.tests.mail_servers.MoodyServer"
    mail_servers.delivered.clear()
    mail_servers.moods.clear()
    return mail_servers


def a_letter(key="one", to="anna@example.org", about=None):
    about = about or a_topic()
    queue_letter("test", about, to, key)
    return Letter.objects.get(key=key)


def make_due():
    Letter.objects.filter(status="waiting").update(not_before=timezone.now() - timedelta(seconds=1))


def test_a_letter_is_rendered_when_it_is_sent():
    topic = a_topic("Knees")
    a_letter(about=topic)
    Topic.objects.update(name="Hips")

    send_waiting()

    (sent,) = mail.outbox
    assert (sent.subject, sent.body, sent.to) == ("About Hips", "Read Hips.", ["anna@example.org"])


def test_one_event_makes_one_letter():
    topic = a_topic()
    for _ in range(3):
        queue_letter("test", topic, "anna@example.org", "one")

    send_waiting()
    queue_letter("test", topic, "anna@example.org", "one")
    send_waiting()

    assert len(mail.outbox) == 1


def test_a_letter_of_a_transaction_that_fails_was_never_written():
    topic = a_topic()

    with transaction.atomic():
        queue_letter("test", topic, "anna@example.org", "one")
        transaction.set_rollback(True)

    assert Letter.objects.count() == 0


def test_a_letter_of_an_unknown_kind_is_a_mistake_of_ours():
    with pytest.raises(LookupError):
        queue_letter("no such kind", a_topic(), "anna@example.org", "one")


@pytest.mark.parametrize(
    "to",
    [
        "", "anna", "a@example.org,b@example.net", "a@example.org\nBcc: b@example.net", "a@b c.d",
        "\u017fam@example.org", f"sam@{'ä' * 60}.example",
    ],
)  # fmt: skip
def test_a_letter_goes_to_exactly_one_address_that_mail_servers_take(to):
    with pytest.raises(ValidationError):
        queue_letter("test", a_topic(), to, "one")


def test_a_row_holds_nothing_of_the_text():
    topic = a_topic("Marker of a secret")

    letter = a_letter(about=topic)
    send_waiting()

    columns = Letter.objects.filter(pk=letter.pk).values().get()
    assert [name for name, value in columns.items() if "Marker" in str(value)] == []


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_every_letter_once(server):
    topic = a_topic()
    for number in range(20):
        queue_letter("test", topic, f"reader{number}@example.org", f"key-{number}")

    in_parallel(3, lambda _: send_waiting())

    assert sorted(server.delivered) == sorted(f"reader{number}@example.org" for number in range(20))
    assert set(Letter.objects.values_list("status", flat=True)) == {"sent"}


def test_a_dead_server_keeps_every_letter_and_costs_one_of_them_one_attempt(server):
    for number in range(3):
        a_letter(f"key-{number}")
    server.moods.append(ConnectionRefusedError())

    send_waiting()

    assert sorted(Letter.objects.values_list("status", "attempts")) == [("waiting", 0), ("waiting", 0), ("waiting", 1)]
    assert server.delivered == []


def test_a_server_that_is_away_for_days_loses_no_letter(server):
    a_letter()
    for _ in range(ATTEMPTS * 2):
        make_due()
        server.moods.append(TimeoutError())
        send_waiting()
    make_due()

    send_waiting()

    assert server.delivered == ["anna@example.org"]


@pytest.mark.parametrize(
    "mood",
    [
        smtplib.SMTPServerDisconnected("gone after DATA"),
        smtplib.SMTPAuthenticationError(535, b"no"),
        smtplib.SMTPConnectError(421, b"busy"),
        smtplib.SMTPSenderRefused(421, b"later", "us"),
    ],
)
def test_a_fault_of_the_server_stops_the_round_and_spares_the_others(server, mood):
    a_letter("one")
    a_letter("two")
    server.moods.append(mood)

    send_waiting()

    assert server.delivered == []
    assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0, 1]


@pytest.mark.parametrize(
    "fault", [smtplib.SMTPDataError(554, b"spam"), UnicodeEncodeError("ascii", "\u017f", 0, 1, "not in range")]
)
def test_a_fault_of_one_letter_does_not_stop_the_others(server, fault):
    a_letter("one", "gone@example.org")
    a_letter("two", "anna@example.org")
    server.moods.append(fault)

    send_waiting()

    assert server.delivered == ["anna@example.org"]


@pytest.mark.parametrize(("code", "status"), [(550, "failed"), (450, "waiting")])
def test_an_address_that_does_not_exist_is_given_up_soon_and_a_greylisted_one_is_not(server, code, status):
    a_letter()
    for _ in range(REFUSALS):
        make_due()
        server.moods.append(smtplib.SMTPRecipientsRefused({"anna@example.org": (code, b"no")}))
        send_waiting()

    assert Letter.objects.get().status == status


def test_a_letter_that_can_never_be_sent_is_given_up_in_the_end(server):
    a_letter()
    for _ in range(ATTEMPTS):
        make_due()
        server.moods.append(smtplib.SMTPDataError(554, b"no"))
        send_waiting()

    assert Letter.objects.get().status == "failed"
    assert Letter.objects.get().error == "SMTPDataError"


def test_each_failure_waits_longer_than_the_one_before(server):
    a_letter()
    waits = []
    for _ in range(3):
        make_due()
        server.moods.append(smtplib.SMTPDataError(451, b"later"))
        send_waiting()
        waits.append(round((Letter.objects.get().not_before - timezone.now()).total_seconds(), -1))

    assert waits == [60, 120, 240]


def test_a_letter_about_something_that_is_gone_is_dropped_with_its_address():
    topic = a_topic()
    a_letter(about=topic)
    topic.delete()

    send_waiting()

    assert mail.outbox == []
    assert Letter.objects.values_list("status", "to").get() == ("dropped", "")


def test_letters_about_an_erased_thing_are_forgotten():
    topic, other = a_topic(), a_topic()
    a_letter("one", about=topic)
    a_letter("two", about=other)

    forget_letters(topic)

    assert list(Letter.objects.values_list("key", flat=True)) == ["two"]


def test_no_second_header_can_be_smuggled_in(server, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.register_letter(
        "test",
        lambda topic: LetterContent("Hello\nBcc: spy@example.org", "x", headers={"List-Id": "a\r\nBcc: b@example.org"}),
    )
    a_letter()

    send_waiting()

    (sent,) = mail.outbox
    lines = sent.message().as_string().splitlines()
    assert [line for line in lines if line.lower().startswith("bcc")] == []
    assert sent.subject == "Hello Bcc: spy@example.org"


def test_a_sender_that_died_in_between_sends_again_under_the_same_message_id():
    letter = a_letter()
    Letter.objects.update(status="sending", claimed_at=timezone.now() - timedelta(minutes=11), attempts=1)

    send_waiting()

    (sent,) = mail.outbox
    assert sent.extra_headers["Message-ID"] == letter.message_id
    assert Letter.objects.get().status == "sent"


def test_a_letter_that_another_sender_holds_is_left_alone():
    a_letter()
    Letter.objects.update(status="sending", claimed_at=timezone.now() - timedelta(minutes=9), attempts=1)

    send_waiting()

    assert mail.outbox == []


def test_sent_letters_are_purged_after_thirty_days_and_waiting_ones_never():
    a_letter("sent")
    send_waiting()
    a_letter("waiting")
    later = timezone.now() + timedelta(days=31)

    counted, removed = outbox.purge(later, dry_run=True), outbox.purge(later)

    assert (counted, removed) == (1, 1)
    assert list(Letter.objects.values_list("key", flat=True)) == ["waiting"]


def test_a_letter_says_that_a_machine_sent_it():
    a_letter()

    send_waiting()

    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"
