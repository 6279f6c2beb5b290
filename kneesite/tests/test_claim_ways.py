"""How an Owner gets from a text that is held up to the place where a sentence may stand with a reason."""

from html import unescape

import pytest
from django.urls import reverse

from kneesite.tests.test_claim_texts import CLAIM, texts_that_name
from products import guard
from products.tests.desk import a_colleague, save, the_owner
from products.tests.factories import a_supplement

pytestmark = pytest.mark.django_db


def page_of(text) -> str:
    """Its page in the staff area."""
    return reverse(f"admin:{text._meta.app_label}_{text._meta.model_name}_change", args=[text.pk])


@pytest.mark.parametrize("kind", ["revision", "question", "fact", "recommendation", "issue"])
def test_the_page_of_a_text_leads_an_owner_to_what_was_found_in_it_and_back(client, kind):
    text, owner = texts_that_name(a_supplement("Magnesium tablets"))[kind], the_owner()
    client.force_login(owner)
    number, link = len(guard.open_findings(text)), guard.findings_url(text)

    assert number > 0
    assert f'<a href="{link}">Sentences to mend ({number})</a>' in unescape(client.get(page_of(text)).content.decode())
    assert f'<a href="{page_of(text)}">' in client.get(link).content.decode()

    for found in guard.found_in(text):
        guard.waive(text, found.key, "It is a quotation.", owner)

    assert "Sentences to mend (" not in client.get(page_of(text)).content.decode()


def test_who_may_not_see_what_is_to_mend_is_not_led_there(client):
    fact = texts_that_name(a_supplement("Magnesium tablets"))["fact"]
    client.force_login(a_colleague(permissions=["articles.view_fact"]))

    page = client.get(page_of(fact)).content.decode()

    assert CLAIM in page
    assert "Sentences to mend (" not in page


def test_a_recommendation_that_is_refused_finds_its_way_to_an_owner_without_its_date(client):
    product = a_supplement("Magnesium tablets")
    text = texts_that_name(product)["recommendation"]
    owner = the_owner()
    client.force_login(owner)
    dated = {"goes_live_at_0": "01/01/2026", "goes_live_at_1": "09:00"}

    refused = save(client, page_of(text), **dated)
    assert guard.ASK_FIRST in refused.context["adminform"].form.errors["text"]

    undated = {"goes_live_at_0": "", "goes_live_at_1": ""}
    assert save(client, page_of(text), **undated).status_code == 302
    for found in guard.found_in(text):
        guard.waive(text, found.key, "It is a quotation.", owner)

    assert save(client, page_of(text), **dated).status_code == 302
