"""Nobody approves what they wrote or have not read, and nothing forbidden comes back."""

import re
from datetime import UTC, datetime

import pytest

from newsletter.admin import IssueAdmin
from newsletter.models import Issue
from newsletter.tests.desk import WRITES, page_of, press
from newsletter.tests.factories import an_approved_issue, an_approver, an_issue
from products.tests.desk import a_colleague, save
from products.tests.factories import a_supplement

pytestmark = pytest.mark.django_db
LEAVES = datetime(2030, 1, 8, 7, 30, tzinfo=UTC)
DAY = {"send_at_0": "2030-01-08", "send_at_1": "07:30:00"}  # the same, as the form sends it


def test_everybody_who_wrote_some_of_it_is_remembered_whoever_saves_after_them(client):
    first, second, third = (a_colleague(name, [*WRITES, "newsletter.approve_issue"]) for name in ("ada", "ben", "cy"))
    issue = an_issue(writer=a_colleague("vera"), send_at=LEAVES)
    client.force_login(first)
    save(client, page_of(issue), greeting="<p>Only Ada wrote this.</p>", **DAY)
    client.force_login(second)
    save(client, page_of(issue), **{"picks-0-order": 7}, **DAY)
    client.force_login(third)
    save(client, page_of(issue), **DAY)  # without any change

    for person in (first, second):
        client.force_login(person)
        assert "yourself" in press(client, issue, "approve")[-1]
    issue.refresh_from_db()
    assert (issue.changed_by, issue.writers, issue.status) == (second, [first.pk, second.pk], "draft")
    client.force_login(third)
    press(client, issue, "approve")

    assert Issue.objects.get().status == "approved"


def test_what_was_changed_after_the_page_was_opened_is_not_approved(client):
    issue = an_issue(writer=a_colleague("vera"), send_at=LEAVES)
    approver, writer = an_approver(), a_colleague("wim", WRITES)
    client.force_login(approver)
    (opened,) = set(re.findall(r'name="seen" value="([^"]+)"', client.get(page_of(issue)).content.decode()))
    client.force_login(writer)
    save(client, page_of(issue), greeting="<p>Another text.</p>", **DAY)
    client.force_login(approver)

    assert "Somebody changed the letter after you opened it." in press(client, issue, "approve", seen=opened)[-1]
    assert Issue.objects.get().status == "draft"

    (opened,) = set(re.findall(r'name="seen" value="([^"]+)"', client.get(page_of(issue)).content.decode()))
    press(client, issue, "approve", seen=opened)

    assert Issue.objects.get().status == "approved"


def test_a_press_that_does_not_say_what_it_saw_approves_nothing(client):
    client.force_login(an_approver())
    issue = an_issue(writer=a_colleague("vera"), send_at=LEAVES)

    client.post(f"/admin/newsletter/issue/{issue.pk}/do/approve/")
    (said,) = press(client, issue, "approve", seen="")[-1:]

    assert "Somebody changed the letter after you opened it." in said
    assert Issue.objects.get().status == "draft"


def test_a_save_that_meets_an_approval_is_refused_whole(client, monkeypatch):
    client.force_login(a_colleague("wim", WRITES))
    issue = an_issue("Soup", writer=a_colleague("vera"), send_at=LEAVES)
    monkeypatch.setattr(IssueAdmin, "save_model", approved_first(IssueAdmin.save_model))

    response = save(client, page_of(issue), subject="Sneaked in", **DAY)

    assert response.status_code == 403
    assert Issue.objects.get().subject == "Soup"


def approved_first(save_model):
    """Saving, but a colleague approves between the look whether it is a draft and the writing."""

    def save_late(desk, request, issue, form, change):
        Issue.objects.get().approve(an_approver())
        save_model(desk, request, issue, form, change)

    return save_late


def test_a_letter_with_a_claim_that_is_not_permitted_is_not_put_back(client):
    client.force_login(an_approver())
    issue = an_approved_issue(product=a_supplement("Magnesium tablets"))
    for step in ("start", "finish", "withdraw"):
        getattr(issue, step)()
    Issue.objects.update(greeting="<p>Soup relieves everything.</p>")  # as if the word was forbidden meanwhile

    (said,) = press(client, issue, "show-again")

    assert "It cannot go back into the archive." in said
    assert "Not permitted beside Magnesium tablets: “relieves”" in said
    assert list(Issue.objects.published()) == []
