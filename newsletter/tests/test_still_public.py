"""A letter on its way whose picks readers cannot open any more, or that says what it must not, waits for a person."""

import pytest

from articles.tests.factories import an_article
from newsletter import sending
from newsletter.issue_steps import NotNow
from newsletter.models import Issue
from newsletter.tests.desk import page_of, press
from newsletter.tests.factories import addresses, an_approved_issue, an_approver, an_issue
from newsletter.tests.mail_server import a_mail_server
from newsletter.tests.test_departure import withdraw
from products.tests.desk import a_colleague
from products.tests.factories import a_supplement

pytestmark = pytest.mark.django_db
NOTHING = "Readers can open nothing of what it picks any more."


def a_letter_on_its_way(**fields):
    """An issue that has started."""
    issue = an_approved_issue(**fields)
    issue.start()
    return issue


def test_a_letter_whose_picks_are_all_withdrawn_after_the_start_pauses_and_says_why(settings):
    addresses(3)
    article = an_article("Old news")
    issue = a_letter_on_its_way(articles=[article])
    withdraw(article)

    with a_mail_server(settings) as server:
        sending.send_issues()

    issue.refresh_from_db()
    assert server.receivers() == []
    assert issue.state() == "Paused: readers can open nothing of what it picks any more"


def test_a_letter_with_something_left_to_read_goes_on(settings):
    people = addresses(2)
    gone = an_article("Old news")
    a_letter_on_its_way(articles=[gone, an_article("Fresh news")])
    withdraw(gone)

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert server.receivers() == people


def test_a_sentence_that_is_not_permitted_any_more_pauses_a_letter_on_its_way(settings):
    addresses(1)
    issue = a_letter_on_its_way(product=a_supplement("Magnesium tablets"))
    Issue.objects.update(greeting="<p>Soup relieves everything.</p>")  # as if the word was forbidden meanwhile

    with a_mail_server(settings) as server:
        sending.send_issues()

    issue.refresh_from_db()
    assert server.receivers() == []
    assert issue.state() == "Paused: something in it must not leave as it is now"


def test_the_look_is_taken_once_however_many_letters_leave(settings, monkeypatch):
    monkeypatch.setattr(sending, "BATCH", 2)
    people, looks = addresses(7), []
    issue = a_letter_on_its_way()
    look = Issue.held_back_because
    monkeypatch.setattr(Issue, "held_back_because", lambda self: looks.append(self) or look(self))

    with a_mail_server(settings) as server:
        sending.send_issues()

    assert (server.receivers(), looks) == (people, [issue])


def test_a_paused_letter_does_not_go_on_without_anything_to_read(client):
    client.force_login(an_approver())
    article = an_article("Old news")
    issue = a_letter_on_its_way(articles=[article])
    issue.pause()
    assert "Go on</button>" in client.get(page_of(issue)).content.decode()
    withdraw(article)

    page = client.get(page_of(issue)).content.decode()

    assert f"It cannot go on. {NOTHING}" in page
    assert "Go on</button>" not in page
    assert press(client, issue, "go-on") == [f"It cannot go on. {NOTHING}"]
    with pytest.raises(NotNow, match="It cannot go on"):
        issue.go_on()
    assert Issue.objects.get().status == "paused"


def test_a_paused_letter_with_a_claim_that_is_not_permitted_does_not_go_on():
    issue = a_letter_on_its_way(product=a_supplement("Magnesium tablets"))
    issue.pause()
    Issue.objects.update(greeting="<p>Soup relieves everything.</p>")
    issue.refresh_from_db()

    with pytest.raises(NotNow, match="Not permitted beside Magnesium tablets: “relieves”"):
        issue.go_on()
    assert Issue.objects.get().status == "paused"


def test_who_wrote_it_reads_why_in_the_place_of_the_button(client):
    writer = a_colleague("wim", ["newsletter.approve_issue", "newsletter.view_issue"])
    client.force_login(writer)

    page = client.get(page_of(an_issue(writer=writer))).content.decode()

    assert (
        '<p class="help">You wrote or changed this issue yourself. Please ask somebody else to approve it.</p>' in page
    )
    assert "Approve it" not in page


def test_what_is_missing_stands_in_the_place_of_the_button(client):
    client.force_login(an_approver())
    issue = an_issue(greeting="<p>Soup relieves everything.</p>", product=a_supplement("Magnesium tablets"))

    page = client.get(page_of(issue)).content.decode()

    assert '<p class="help">Not permitted beside Magnesium tablets: “relieves”' in page
    assert "Approve it" not in page
    assert "“relieves”" in press(client, issue, "approve")[-1]


def test_the_first_of_several_reasons_points_to_the_others(client):
    client.force_login(an_approver())
    issue = an_issue(send_at=None)
    issue.picks.all().delete()

    page = client.get(page_of(issue)).content.decode()

    assert '<p class="help">Choose first when it is sent. What else is missing stands below.</p>' in page
