"""A private answer that mentions a product of ours says that we sell it, and promises nothing that is not permitted."""

import re

import pytest

from advisor.models import Enquiry
from advisor.tests.factories import a_question, an_advisor, an_answered_enquiry, an_enquiry, follow_url
from advisor.tests.test_desk_steps import page_of, press
from products.legal import AD_LABEL
from products.tests.factories import a_medicine, a_supplement
from topics.tests.factories import a_topic

ALLOWED = "<p>Magnesium tablets will not change that. Stretch the calf.</p>"
PROMISE = "<p>Magnesium tablets cure cramp.</p>"


@pytest.fixture(autouse=True)
def _knees(db):
    a_topic("Knees")


def private_page(client, **fields):
    return client.get(follow_url(an_answered_enquiry(**fields))).content.decode()


def test_a_private_answer_that_names_a_product_shows_its_card_with_label_and_statement(client):
    gel = a_medicine("Arnica gel")

    page = private_page(client, answer="<p>You may try arnica gel on whole skin.</p>")

    assert AD_LABEL in page
    assert gel.statement in page
    assert "This page mentions a product of ours. Its card above says that it is advertising." in page


def test_a_link_to_a_product_counts_as_naming_it(client):
    gel = a_medicine("Arnica gel")

    assert gel.statement in private_page(client, answer=f'<p><a href="{gel.get_absolute_url()}">This one</a></p>')


def test_a_product_that_is_asked_back_about_shows_its_card_too(client):
    gel = a_medicine("Arnica gel")
    waiting = an_enquiry(
        status=Enquiry.Status.WAITING, asked_back="Do you use arnica gel?", asked_back_at="2026-01-01T00:00Z"
    )

    assert gel.statement in client.get(follow_url(waiting)).content.decode()


def test_an_answer_without_products_says_nothing_about_them(client):
    a_medicine("Arnica gel")

    page = private_page(client, answer="<p>Rest a little.</p>")

    assert AD_LABEL not in page
    assert "of ours" not in page


def test_a_withdrawn_product_is_named_without_a_card(client):
    gel = a_medicine("Arnica gel")
    gel.withdraw()

    assert AD_LABEL not in private_page(client, answer="<p>You may try arnica gel.</p>")


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("send", {"answer": PROMISE}),
        ("ask-back", {"ask_back": "Magnesium tablets cure cramp. Have you tried?"}),
        ("decline", {"reason": "not_our_field", "decline_text": "Magnesium tablets cure cramp."}),
    ],
)
def test_words_that_are_not_permitted_for_a_product_do_not_leave_the_desk_and_are_kept(client, do, fields):
    a_supplement("Magnesium tablets")
    client.force_login(an_advisor("sam"))
    enquiry = an_enquiry()

    said = press(client, enquiry, do, **fields)

    enquiry.refresh_from_db()
    assert "Nothing was sent" in said
    assert "“cure”" in said
    assert "Magnesium tablets" in said
    assert enquiry.status == Enquiry.Status.NEW
    assert enquiry.answer == fields.get("answer", "")


FOLD = re.compile(r'<fieldset class="([^"]*)"[^>]*>(?:(?!</fieldset>).)*?Words beside a product', re.S)


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("ask-back", {"ask_back": "Magnesium tablets cure cramp. Have you tried?"}),
        ("decline", {"reason": "not_our_field", "decline_text": "Magnesium tablets cure cramp, truly."}),
    ],
)
def test_what_no_draft_keeps_stands_in_the_form_after_it_was_refused_and_leaves_with_a_reason(client, do, fields):
    a_supplement("Magnesium tablets")
    client.force_login(an_advisor("sam"))
    enquiry = an_enquiry()
    *_, typed = fields.values()

    refused = press(client, enquiry, do, **fields)
    assert typed in refused
    assert "collapse" not in FOLD.search(refused)[1]

    press(client, enquiry, do, **fields, let_stand="The maker says so on the pack.")

    enquiry.refresh_from_db()
    assert enquiry.status != Enquiry.Status.NEW


def test_the_place_for_a_reason_opens_when_it_is_asked_for(client):
    a_supplement("Magnesium tablets")
    client.force_login(an_advisor("sam"))
    enquiry = an_enquiry()
    before, page = client.get(page_of(enquiry)), page_of(enquiry)
    assert "collapse" in FOLD.search(before.content.decode())[1]
    kept = {"loaded_version": before.context["adminform"].form["loaded_version"].value()}

    answer = client.post(page, {**kept, "answer": PROMISE, "_do": "send"}, follow=True)

    assert "collapse" not in FOLD.search(answer.content.decode())[1]


def test_an_answer_that_promises_nothing_is_sent(client):
    a_supplement("Magnesium tablets")
    client.force_login(an_advisor("sam"))
    enquiry = an_enquiry()

    assert "The answer is sent" in press(client, enquiry, "send", answer=ALLOWED)


def test_words_may_stand_with_a_reason_that_is_kept(client):
    a_supplement("Magnesium tablets")
    client.force_login(an_advisor("sam"))
    enquiry = an_enquiry()
    answer = "<p>No, magnesium tablets do not cure cramp.</p>"

    assert "Nothing was sent" in press(client, enquiry, "send", answer=answer, note="Called back on Tuesday.")
    assert "The answer is sent" in press(client, enquiry, "send", answer=answer, let_stand="It says that they do not.")
    kept = [note.text for note in enquiry.notes.all()]
    assert "Let stand beside Magnesium tablets “cure”: It says that they do not." in kept


@pytest.mark.parametrize(
    "before",
    [{"question": "Do magnesium tablets help my arthritis?"}, {"asked_back": "Do you take magnesium tablets?"}],
)
def test_a_promise_counts_beside_a_product_that_was_named_before(client, before):
    a_supplement("Magnesium tablets")
    client.force_login(an_advisor("sam"))

    assert "Nothing was sent" in press(client, an_enquiry(**before), "send", answer="<p>They cure cramp.</p>")


def test_a_product_that_was_never_on_sale_stands_in_nobodys_way(client):
    a_supplement("Heat", goes_live_at=None)
    client.force_login(an_advisor("sam"))

    assert "The answer is sent" in press(client, an_enquiry(), "send", answer="<p>Use heat. It relieves pain.</p>")


def test_after_a_reply_and_beside_a_published_answer_the_card_is_there_too(client):
    gel = a_medicine("Arnica gel")
    replied = an_enquiry(asked_back="Do you use arnica gel?", reply="Yes.")
    pointed = an_answered_enquiry(answer="<p>See here:</p>", pointed_to=a_question("May I put arnica gel on a graze?"))

    for enquiry in (replied, pointed):
        assert gel.statement in client.get(follow_url(enquiry)).content.decode()
