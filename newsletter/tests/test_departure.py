"""The day an approved issue leaves: it is looked at once more, at the right hour, and nobody gets an empty or wrong letter."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles.models import Revision
from articles.tests.factories import an_article, an_author
from core import outbox
from core.moments import NIGHT
from newsletter import sending
from newsletter.issue_steps import NotNow
from newsletter.letter import HEAVIEST, prepare
from newsletter.models import Issue
from newsletter.tests.desk import WRITES, page_of, press
from newsletter.tests.factories import addresses, an_approved_issue, an_approver, an_issue
from newsletter.tests.mail_server import a_mail_server
from products.tests.desk import a_colleague, form_data, save
from products.tests.factories import a_supplement

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def withdraw(*articles):
    """Readers cannot open them any more."""
    for article in articles:
        article.withdraw(an_author().user, "Out of date")


def test_an_article_that_was_withdrawn_after_the_approval_is_left_out_and_the_rest_leaves(settings):
    people = addresses(2)
    old, fresh = an_article("Old news"), an_article("Fresh news")
    an_approved_issue(articles=[old, fresh])
    withdraw(old)

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert server.receivers() == people
    for address in people:
        text = server.message_to(address).get_body(("plain",)).get_content()
        assert ("Fresh news" in text, "Old news" in text) == (True, False)


def test_when_everything_it_picked_was_withdrawn_nobody_gets_it_and_its_people_are_told(settings):
    addresses(2)
    article = an_article("Old news")
    issue = an_approved_issue("Soup weather", articles=[article], writer=a_colleague("wim"))
    approver = issue.approved_by
    withdraw(article)

    with a_mail_server(settings) as server:
        sending.send_issues()
        sending.send_issues()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.send_waiting()

    issue.refresh_from_db()
    assert server.receivers() == []
    assert (issue.state(), issue.started_at, issue.approved_by) == ("Draft, held back on its day", None, None)
    told = [letter for letter in mail.outbox if letter.subject == "It did not leave: Soup weather"]
    assert sorted(letter.to[0] for letter in told) == sorted(["wim@example.org", approver.email])
    assert "Readers cannot open “Old news” on that day." in " ".join(told[0].body.split())
    assert page_of(issue) in told[0].body


def test_a_claim_that_came_into_a_picked_article_after_the_approval_holds_the_letter_back(settings):
    addresses(1)
    article = an_article("Soup", summary="Warm and easy.")
    issue = an_approved_issue(articles=[article], product=a_supplement("Magnesium tablets"))
    Revision.objects.filter(pk=article.pk).update(summary="It cures the flu.")

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert server.receivers() == []
    assert Issue.objects.get(pk=issue.pk).status == "draft"


def late_in_the_greeting(name):
    """A greeting whose beginning, which the feed shows, does not hold the name."""
    return f"<p>{'It is soup weather. ' * 20}</p><p>We tried {name}.</p>"


def test_a_name_of_a_product_that_is_sold_on_that_day_only_needs_its_card_at_the_approval_already():
    tomorrow = timezone.now() + timedelta(days=1)
    a_supplement("Magnesium tablets", goes_live_at=tomorrow)
    issue = an_issue(greeting=late_in_the_greeting("magnesium tablets"), send_at=tomorrow + timedelta(hours=1))

    with pytest.raises(NotNow, match="It names our product Magnesium tablets: choose it"):
        issue.approve(an_approver())


def test_a_product_that_came_on_sale_after_the_approval_holds_a_letter_back_that_names_it_without_its_card(settings):
    addresses(1)
    product = a_supplement("Magnesium tablets")
    product.withdraw()
    issue = an_approved_issue(greeting=late_in_the_greeting("magnesium tablets"))
    product.put_back()

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert server.receivers() == []
    assert Issue.objects.get(pk=issue.pk).status == "draft"


def test_a_product_that_comes_on_sale_while_a_letter_leaves_pauses_it_where_it_is_named_without_its_card():
    product = a_supplement("Magnesium tablets")
    product.withdraw()
    issue = an_approved_issue(greeting=late_in_the_greeting("magnesium tablets"))
    issue.start()
    product.put_back()

    assert issue.pause_if_wrong()

    with pytest.raises(NotNow, match="It names our product Magnesium tablets"):
        issue.go_on()


def test_a_letter_that_was_held_back_is_mended_approved_and_leaves(settings):
    people = addresses(1)
    article = an_article("Old news")
    issue = an_approved_issue(articles=[article])
    withdraw(article)
    with a_mail_server(settings) as server:
        sending.send_issues()
        issue.refresh_from_db()
        issue.picks.update(article=an_article("Fresh news").article)
        issue.approve(an_approver())
        sending.send_issues()

    issue.refresh_from_db()
    assert server.receivers() == people
    assert (issue.status, issue.trouble) == ("sent", "")


def test_a_letter_of_more_than_60_kb_is_not_approved_and_the_desk_says_why(client):
    writer = a_colleague("wim", WRITES)
    client.force_login(writer)
    issue = an_issue(greeting="<p>" + "knee " * 7000 + "</p>", writer=writer)
    assert len(prepare(issue).raw) > HEAVIEST

    page = client.get(page_of(issue)).content.decode()

    assert "The letter weighs 7" in page
    assert "KB, and at most 60 can leave" in page
    with pytest.raises(NotNow, match="at most 60 can leave"):
        issue.approve(an_approver())


def test_a_greeting_with_scripts_and_pictures_loses_them():
    issue = an_issue(
        greeting='<p onclick="x()">Hello</p><script>alert(1)</script><style>p{}</style>'
        f'<img src="data:image/png;base64,{"A" * 90_000}" width=9000><a href="javascript:alert(2)">press</a>'
    )

    letter = prepare(Issue.objects.get())

    assert "<p>Hello</p>" in letter.html
    greeting = letter.html[letter.html.index("<h1>") : letter.html.index('class="entry"')]
    assert [word for word in ("onclick", "script", "<style", "<img", "AAAA") if word in greeting] == []
    assert list(issue.missing()) == []


def test_an_approval_after_the_time_says_before_and_after_that_it_leaves_at_once(client):
    client.force_login(an_approver())
    issue = an_issue(send_at=timezone.now() - timedelta(hours=2))

    page = client.get(page_of(issue)).content.decode()
    said = press(client, issue, "approve")

    assert "Approve it: it leaves at once" in page
    assert "Its time has passed: once approved, it leaves at once." in page
    assert said == ["Approved. Leaves within a minute."]


def test_an_approval_before_the_time_names_day_and_hour(client):
    client.force_login(an_approver())
    issue = an_issue(send_at=datetime(2099, 7, 7, 8, 0, tzinfo=LONDON))
    assert "Approve it for its day" in client.get(page_of(issue)).content.decode()

    assert press(client, issue, "approve") == ["Approved. Leaves on 7 July 2099 at 08:00."]


def test_eight_o_clock_is_eight_o_clock_on_the_day_the_clocks_change(client):
    client.force_login(a_colleague("wim", WRITES))
    issue = an_issue()

    save(client, page_of(issue), send_at_0="2026-10-25", send_at_1="08:00")
    issue.refresh_from_db()
    issue.approve(an_approver())

    assert issue.send_at == datetime(2026, 10, 25, 8, 0, tzinfo=UTC)  # winter time: no longer an hour earlier
    assert list(Issue.objects.due(datetime(2026, 10, 25, 7, 59, tzinfo=UTC))) == []
    assert list(Issue.objects.due(datetime(2026, 10, 25, 8, 0, tzinfo=UTC))) == [issue]


@pytest.mark.parametrize(
    ("date", "hour"), [("2026-10-25", "01:30"), ("2027-03-28", "01:30")], ids=["comes twice", "does not exist"]
)
def test_an_hour_that_comes_twice_or_never_is_asked_for_again(client, date, hour):
    client.force_login(a_colleague("wim", WRITES))
    issue = an_issue()

    response = save(client, page_of(issue), send_at_0=date, send_at_1=hour)

    assert response.context["adminform"].form.errors["send_at"] == [NIGHT]
    assert Issue.objects.get().send_at == issue.send_at


def test_a_subject_of_two_lines_is_refused_at_the_desk(client):
    client.force_login(a_colleague("wim", WRITES))
    address = reverse("admin:newsletter_issue_add")
    data = form_data(client.get(address)) | {"slug": "soup", "greeting": "<p>Hello.</p>"}

    answers = [
        client.post(address, data | {"subject": f"Soup{end}Bcc: all@example.org"}) for end in ("\n", "\r\n", "\r")
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert Issue.objects.count() == 0
