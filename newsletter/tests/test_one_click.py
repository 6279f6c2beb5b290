"""Letters that really arrived: leaving by the header alone (RFC 8058), unusual addresses, what a stop leaves behind."""

from urllib.parse import urlsplit

import pytest

from core.mailable import is_mailable
from newsletter import sending
from newsletter.delivery import write_down_receivers
from newsletter.models import Subscriber
from newsletter.tests.desk import page_of
from newsletter.tests.factories import a_subscriber, addresses, an_approved_issue, an_approver
from newsletter.tests.mail_server import a_mail_server

pytestmark = pytest.mark.django_db
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
IN_PARTS = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'


@pytest.mark.parametrize(
    ("body", "kind"), [(b"List-Unsubscribe=One-Click", FORM), (IN_PARTS, PARTS), (b"", FORM)], ids=["form", "parts", "empty"]
)  # fmt: skip
def test_the_header_of_a_letter_that_arrived_is_all_that_a_mail_program_needs(client, settings, body, kind):
    client.handler.enforce_csrf_checks = True
    anna, bert = a_subscriber("anna@example.org"), a_subscriber("bert@example.org")
    an_approved_issue()
    with a_mail_server(settings) as server:
        sending.send_issues()
    letter = server.message_to(anna.email)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    answer = client.post(urlsplit(letter["List-Unsubscribe"].strip("<>")).path, body, content_type=kind)

    assert (answer.status_code, answer.cookies) == (200, {})
    assert list(Subscriber.objects.confirmed()) == [bert]


@pytest.mark.parametrize("typed", ["Lena+News@Example.ORG", " lena+news@example.org ", "LENA+NEWS@EXAMPLE.ORG"])
def test_capitals_and_spaces_make_no_second_person_and_a_plus_does(typed):
    other = a_subscriber("lena@example.org")
    first = a_subscriber("lena+news@example.org")

    Subscriber.objects.sign_up(typed, [], "/newsletter/")

    assert set(Subscriber.objects.all()) == {first, other}


@pytest.mark.parametrize("email", ["lena+news@example.org", "o'neil@example.org", '"a>b"@example.org'])
def test_an_unusual_address_gets_one_letter_and_nobody_else_does(settings, email):
    assert is_mailable(email)
    people = sorted([a_subscriber(email).email, *addresses(1)])
    an_approved_issue()

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert len(server.letters) == 2
    assert {to.replace('"', "") for to in server.receivers()} == {to.replace('"', "") for to in people}


def test_after_a_stop_the_desk_says_who_got_it_and_who_does_not(client, settings):
    client.force_login(an_approver())
    addresses(3)
    issue = an_approved_issue()
    issue.start()
    write_down_receivers(issue)
    first = issue.deliveries.first()
    type(first).objects.filter(pk=first.pk).update(status="sent")
    issue.stop()

    with a_mail_server(settings) as server:
        sending.send_issues()
    page = client.get(page_of(issue)).content.decode()

    assert server.receivers() == []
    assert "1 sent, 0 waiting, 0 failed, 2 do not get it" in page
    assert "Stopped" in page
    assert "Go on" not in page
    assert client.get(issue.get_absolute_url()).status_code == 410
