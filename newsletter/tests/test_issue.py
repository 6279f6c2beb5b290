"""An issue from draft to approval, and what stands in its way."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.tests.factories import an_article
from newsletter.issue_steps import NotNow
from newsletter.models import Issue
from newsletter.tests.factories import an_approved_issue, an_approver, an_issue
from products.tests.desk import a_colleague
from products.tests.factories import a_product, a_supplement

pytestmark = pytest.mark.django_db


def test_a_second_person_approves():
    issue, colleague = an_issue(writer=a_colleague("wim")), an_approver()

    issue.approve(colleague)

    assert (issue.status, issue.approved_by) == ("approved", colleague)
    assert issue.approved_at is not None


def test_who_wrote_or_changed_it_cannot_approve_it():
    writer, changer = a_colleague("wim"), a_colleague("carla")
    issue = an_issue(written_by=writer, changed_by=changer)

    for person in (writer, changer):
        with pytest.raises(NotNow, match="yourself"):
            issue.approve(person)

    assert Issue.objects.get().status == "draft"


def test_a_letter_that_was_changed_since_it_was_read_is_not_approved():
    writer, issue = a_colleague("wim"), an_issue()
    read_before = Issue.objects.get()
    issue.note_change(writer)

    for look in ({"seen": read_before.changed_at.isoformat()}, {}):
        with pytest.raises(NotNow, match="omebody"):
            (issue if look else read_before).approve(an_approver(), **look)

    assert Issue.objects.get().status == "draft"


def test_the_database_holds_that_nobody_approves_their_own_issue():
    writer = a_colleague("wim")
    issue = an_issue(writer=writer)

    with pytest.raises(IntegrityError, match="nobody_approves_their_own_issue"), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(approved_by=writer)


def test_the_database_holds_that_nothing_leaves_without_approval():
    issue = an_issue()

    with pytest.raises(IntegrityError, match="an_issue_leaves_only_after_approval"), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(status="sending")


def test_what_is_missing_is_said_in_sentences():
    issue = an_issue(send_at=None)
    issue.picks.all().delete()

    assert list(issue.missing()) == [
        "Choose first when it is sent.",
        "Pick at least one article, recipe or question.",
    ]


def test_a_claim_that_is_not_permitted_beside_the_product_stops_it():
    issue = an_issue(product=a_supplement("Magnesium tablets"), greeting="<p>Soup relieves everything.</p>")

    with pytest.raises(NotNow, match="Not permitted beside Magnesium tablets: “relieves”"):
        issue.approve(an_approver())


def test_the_summary_of_a_picked_article_counts_too():
    article = an_article("Soup", summary="It cures the flu.")
    issue = an_issue(articles=[article], product=a_supplement("Magnesium tablets"))

    assert ["cures" in reason for reason in issue.missing()] == [True]


def test_of_two_colleagues_who_approve_at_once_one_is_told():
    issue = an_issue()
    other = Issue.objects.get()
    issue.approve(an_approver())

    with pytest.raises(NotNow, match="somebody else was quicker"):
        other.approve(an_approver())


def test_it_can_be_made_a_draft_again_until_it_leaves():
    issue = an_approved_issue()
    issue.take_back()
    assert (issue.status, issue.approved_by) == ("draft", None)

    issue.approve(an_approver())
    issue.start()

    with pytest.raises(NotNow):
        issue.take_back()


def test_it_is_due_from_its_time_on():
    now = timezone.now()
    issue = an_approved_issue(send_at=now + timedelta(hours=1))
    an_issue(send_at=now)

    assert list(Issue.objects.due(now)) == []
    assert list(Issue.objects.due(now + timedelta(hours=1))) == [issue]


def test_only_what_left_stands_in_the_archive():
    an_issue(), an_approved_issue()
    started, stopped = an_approved_issue(), an_approved_issue()
    for issue in (started, stopped):
        issue.start()
    stopped.stop()

    assert list(Issue.objects.published()) == [started]


def test_a_subject_is_one_line():
    issue = an_issue()
    issue.subject = "Soup\nBcc: all@example.org"

    with pytest.raises(ValidationError, match="one line"):
        issue.full_clean()


def test_a_product_in_the_greeting_must_stand_in_the_letter_with_its_label():
    gel = a_product("Cool gel")
    greeting = f"<p>{'Good morning. ' * 30}</p><p>Try our cool-gels.</p>"
    issue = an_issue(greeting=greeting, articles=[an_article("Soup")], send_at=timezone.now())
    sentence = "It names our product Cool gel: choose it below, so that label and statement stand with it."

    named = list(issue.missing())
    issue.product = gel

    assert (named, list(issue.missing())) == ([sentence], [])


def test_a_letter_has_one_card_and_a_second_product_is_to_be_left_out():
    a_product("Cool gel")
    greeting = f"<p>{'Good morning. ' * 30}</p><p>Try our cool gel.</p>"
    issue = an_issue(greeting=greeting, send_at=timezone.now(), product=a_product("Bath salts"))

    assert list(issue.missing()) == [
        "It names our product Cool gel: the card is that of Bath salts, so leave the name out."
    ]


def test_a_product_that_readers_cannot_open_is_refused():
    issue = an_issue(product=a_supplement(goes_live_at=None))

    with pytest.raises(ValidationError, match="Readers cannot open this product now"):
        issue.full_clean()


@pytest.mark.parametrize("both", [True, False])
def test_a_pick_is_exactly_one_thing(both):
    issue = an_issue()
    pick = issue.picks.get()
    if both:
        pick.question_id = 1
    else:
        pick.article = None

    with pytest.raises(ValidationError, match="Choose one thing in each row"):
        pick.clean()
