"""The newsletter's desk in the staff area."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from advisor.tests.factories import a_question
from articles.tests.factories import a_block, a_draft, an_article, an_author
from core import outbox
from newsletter.models import Issue
from newsletter.tests.desk import WRITES, page_of, press
from newsletter.tests.factories import a_subscriber, an_approved_issue, an_approver, an_issue
from products.tests.desk import a_colleague, form_data, save, the_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client):
    """A colleague who writes issues and may not approve, logged in."""
    user = a_colleague("wim", WRITES)
    client.force_login(user)
    return user


def test_an_issue_is_put_together(client, writer):
    article = an_article("Soup")
    draft = a_draft("Dinners", authors=[an_author()])
    recipe = a_block(draft, "recipe", name="Baked salmon")
    draft.bring_in_as_live(timezone.now())
    address = reverse("admin:newsletter_issue_add")
    data = form_data(client.get(address)) | {
        "subject": "Soup weather",
        "slug": "soup-weather",
        "greeting": "<p>Hello.</p>",
        "picks-TOTAL_FORMS": 2,
        "picks-0-article": article.article.pk,
        "picks-0-order": 1,
        "picks-1-recipe": recipe.pk,
        "picks-1-order": 2,
    }

    response = client.post(address, data)

    assert response.status_code == 302
    issue = Issue.objects.get()
    assert (issue.written_by, issue.changed_by) == (writer, writer)
    assert [(pick.article, pick.recipe) for pick in issue.picks.all()] == [(article.article, None), (None, recipe)]


@pytest.mark.parametrize("picked", [("article", "question"), ()])
def test_a_row_that_is_not_one_thing_is_refused_with_one_sentence(client, writer, picked):
    issue, things = an_issue(writer=writer), {"article": an_article().article.pk, "question": a_question().pk}
    row = {f"picks-1-{name}": things[name] for name in picked}

    response = save(client, page_of(issue), **{"picks-TOTAL_FORMS": 2, "picks-1-order": 7, **row})

    (formset,) = response.context["inline_admin_formsets"]
    assert formset.formset.errors[1] == {
        "__all__": ["Choose one thing in each row: an article, a recipe or a question."]
    }
    assert "Constraint" not in response.content.decode()


def test_recipes_are_offered_by_their_names_and_only_those_readers_see(client, writer):
    draft = a_draft("Dinners", authors=[an_author()])
    a_block(draft, "recipe", name="Baked salmon")
    draft.bring_in_as_live(timezone.now())
    a_block(a_draft("Later"), "recipe", name="Secret stew")

    html = client.get(reverse("admin:newsletter_issue_add")).content.decode()

    assert "Baked salmon" in html
    assert "Secret stew" not in html


def test_a_change_names_who_made_it(client, writer):
    issue = an_issue(writer=a_colleague("vera"))

    save(client, page_of(issue), subject="Another subject")

    issue.refresh_from_db()
    assert (issue.subject, issue.changed_by) == ("Another subject", writer)


def test_what_is_approved_cannot_be_changed_at_the_desk(client, writer):
    issue = an_approved_issue()

    response = client.post(page_of(issue), {"subject": "Sneaked in"})

    assert response.status_code == 403
    assert Issue.objects.get().subject != "Sneaked in"


def test_a_test_letter_goes_to_who_asked_for_it_with_links_of_nobody(client, writer):
    a_subscriber()
    issue = an_issue("Soup weather", writer=writer)

    press(client, issue, "test")
    outbox.send_waiting()

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["wim@example.org"], "Test: Soup weather")
    assert "/newsletter/leave/" not in letter.body + letter.alternatives[0].content
    assert Issue.objects.get().status == "draft"


@pytest.mark.parametrize("email", ["", "olive", "olive@example.org\nBcc: all@example.org", "\u017fam@example.org"])
def test_without_an_address_there_is_no_test_letter(client, email):
    user = the_owner()
    type(user).objects.update(email=email)
    client.force_login(user)

    said = ["Your staff account has no email address that letters can go to. An Owner can add it."]
    assert press(client, an_issue(), "test") == said


def test_a_colleague_approves_at_the_desk(client):
    issue = an_issue(writer=a_colleague("vera"))
    client.force_login(an_approver())

    press(client, issue, "approve")

    assert Issue.objects.get().status == "approved"


def test_who_wrote_it_is_told_to_ask_somebody_else(client):
    owner = the_owner()
    client.force_login(owner)
    issue = an_issue(writer=owner)

    (said,) = press(client, issue, "approve")

    assert "Please ask somebody else" in said
    assert Issue.objects.get().status == "draft"


def test_who_may_not_approve_has_no_button_and_no_way(client, writer):
    issue = an_issue(writer=a_colleague("vera"))

    assert "Approve it" not in client.get(page_of(issue)).content.decode()
    assert press(client, issue, "approve") == 403
    assert Issue.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("before", "button", "after"),
    [
        ("sending", "pause", "paused"),
        ("paused", "go-on", "sending"),
        ("paused", "stop", "stopped"),
        ("approved", "stop", "stopped"),
    ],
)
def test_an_issue_can_be_paused_resumed_and_stopped_at_the_desk(client, before, button, after):
    client.force_login(an_approver())
    issue = an_approved_issue()
    Issue.objects.update(status=before, started_at=timezone.now())

    press(client, issue, button)

    assert Issue.objects.get().status == after


def test_a_letter_is_taken_out_of_the_archive_and_put_back_at_the_desk(client):
    client.force_login(an_approver())
    issue = an_approved_issue()
    issue.start()
    assert "Take it out of the archive" not in client.get(page_of(issue)).content.decode()

    issue.finish()
    press(client, issue, "withdraw")
    assert "withdrawn on" in client.get(page_of(issue)).content.decode()
    assert list(Issue.objects.published()) == list(Issue.objects.to_guard()) == []

    press(client, issue, "show-again")
    assert list(Issue.objects.published()) == list(Issue.objects.to_guard()) == [issue]


def test_the_page_says_what_is_missing_and_how_far_it_is(client, writer):
    issue = an_issue(writer=writer, send_at=None)
    assert "Choose first when it is sent." in client.get(page_of(issue)).content.decode()

    sent = an_approved_issue()
    Issue.objects.filter(pk=sent.pk).update(
        status="sent", started_at=timezone.now(), finished_at=timezone.now(), sent_count=1234
    )

    assert "1,234 sent, 0 waiting, 0 failed" in client.get(page_of(sent)).content.decode()


def test_a_new_issue_does_not_say_that_nothing_is_missing(client, writer):
    page = client.get(reverse("admin:newsletter_issue_add")).content.decode()

    assert "Save it first; then this list tells what is missing." in page
    assert "Nothing is missing." not in page


@pytest.mark.parametrize("approved", [False, True])
def test_who_cannot_change_an_issue_reads_it_as_readers_do(client, writer, approved):
    draft = a_draft("Dinners", authors=[an_author()])
    recipe = a_block(draft, "recipe", name="Baked salmon")
    draft.bring_in_as_live(timezone.now())
    issue = an_issue(greeting="<p>Hello, <em>you</em>.</p><script>alert(1)</script>")
    issue.picks.create(recipe=recipe, order=9)
    if approved:
        issue.approve(an_approver())
    else:
        client.force_login(a_colleague("vera", ["newsletter.view_issue", "newsletter.view_pick"]))

    page = client.get(page_of(issue)).content.decode()

    assert "<p>Hello, <em>you</em>.</p>" in page
    assert "&lt;p&gt;" not in page
    assert "<script>alert(1)" not in page
    assert "Baked salmon" in page
    assert f"recipe {recipe.pk}" not in page


def test_the_letter_is_shown_in_frames_of_our_own(client, writer):
    issue = an_issue("Soup weather", writer=writer)

    page = client.get(page_of(issue))
    frames = re.findall(r'<iframe sandbox="allow-same-origin" src="([^"]+)" width="(\d+)"', page.content.decode())
    letters = [client.get(address) for address, _ in frames]

    assert [width for _, width in frames] == ["375", "680", "620", "375"]
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert [letter["Content-Type"].partition(";")[0] for letter in letters] == [
        "text/html",
        "text/html",
        "text/plain",
        "text/plain",
    ]
    for letter in letters:
        assert "soup weather" in letter.content.decode()
        assert letter["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in letter["Content-Security-Policy"]
        assert "L" * 43 not in letter.content.decode()


@pytest.mark.parametrize("part", ["html", "text"])
def test_strangers_do_not_see_a_letter_before_it_leaves(client, part):
    issue = an_issue()
    address = reverse("admin:newsletter_issue_letter", args=[issue.pk, part])
    assert client.get(address).status_code == 302  # to the log-in

    client.force_login(a_colleague())

    assert client.get(address).status_code == 403


def test_a_part_that_a_letter_does_not_have_is_not_found(client, writer):
    issue = an_issue(writer=writer)

    assert client.get(f"/admin/newsletter/issue/{issue.pk}/letter/pdf/").status_code == 404
    assert client.get("/admin/newsletter/issue/999/letter/html/").status_code == 404


def test_the_list_of_subscribers_tells_their_state_and_changes_nothing(client):
    client.force_login(the_owner())
    subscriber = a_subscriber("anna@example.org")
    page = reverse("admin:newsletter_subscriber_change", args=[subscriber.pk])

    assert "Gets the letter" in client.get(reverse("admin:newsletter_subscriber_changelist")).content.decode()
    assert client.get(page).status_code == 200
    assert client.post(page, {"email": "other@example.org"}).status_code == 403
    assert (
        client.post(reverse("admin:newsletter_subscriber_delete", args=[subscriber.pk]), {"post": "yes"}).status_code
        == 403
    )


@pytest.mark.parametrize("approved", [False, True])
def test_a_picked_article_has_its_title_at_the_desk(client, writer, approved):
    issue = an_issue(articles=[an_article("Walking in winter", slug="address-of-it")], writer=writer)
    if approved:
        issue.approve(an_approver())

    page = client.get(page_of(issue)).content.decode()

    picks = page[page.index('id="picks-group"') :]
    assert "Walking in winter" in picks
    assert "address-of-it" not in picks.partition("How it looks")[0]
