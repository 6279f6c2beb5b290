"""The letters that were sent, for everybody."""

import re

import pytest

from articles.tests.factories import a_fact, an_article
from core.site_state import new_edition
from newsletter.models import Issue
from newsletter.tests.factories import an_approved_issue, an_issue
from products.legal import AD_LABEL
from products.tests.factories import a_medicine

pytestmark = pytest.mark.django_db


def a_sent_issue(subject="Soup weather", **fields):
    """An issue that everybody has."""
    issue = an_approved_issue(subject, **fields)
    issue.start()
    return issue


def test_the_archive_lists_what_was_sent_and_nothing_else(client):
    sent = a_sent_issue("Soup weather")
    an_issue("A draft")
    an_approved_issue("For tomorrow")

    html = client.get("/newsletter/issues/").content.decode()

    assert re.findall(r'<a href="(/newsletter/issues/[^"]+)">([^<]+) <small>', html) == [
        (sent.get_absolute_url(), "Soup weather")
    ]


@pytest.mark.parametrize("state", ["draft", "approved", "stopped"])
def test_a_letter_that_did_not_leave_has_no_page(client, state):
    issue = a_sent_issue()
    assert client.get(issue.get_absolute_url()).status_code == 200

    Issue.objects.update(status=state)
    new_edition()

    assert client.get(issue.get_absolute_url()).status_code == 404


def test_a_letter_on_the_web_carries_label_and_statement_of_its_product(client):
    medicine = a_medicine("Arnica gel")
    issue = a_sent_issue(product=medicine, articles=[an_article("Soup")], fact=a_fact("Knees like to move."))

    html = client.get(issue.get_absolute_url()).content.decode()

    assert f'<p class="ad">{AD_LABEL}</p>' in html
    assert f'<p class="statement">{medicine.statement}</p>' in html
    assert "Knees like to move." in html
    assert "/newsletter/leave/" not in html


def test_a_withdrawn_product_leaves_old_letters_too(client):
    medicine = a_medicine("Arnica gel")
    issue = a_sent_issue(product=medicine)
    assert "Arnica gel" in client.get(issue.get_absolute_url()).content.decode()

    medicine.withdraw()
    new_edition()  # as after the commit

    assert "Arnica gel" not in client.get(issue.get_absolute_url()).content.decode()


def test_readers_of_feeds_get_the_letters(client):
    issue = a_sent_issue("Soup & more")

    feed = client.get("/newsletter/issues/feed/")

    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "<title>Soup &amp; more</title>" in feed.content.decode()
    assert f'href="http://127.0.0.1:8000{issue.get_absolute_url()}"' in feed.content.decode()


def test_the_form_to_sign_up_shows_earlier_letters(client):
    for number in range(5):
        a_sent_issue(f"Letter of day {number}")

    html = client.get("/newsletter/").content.decode()

    assert len(re.findall(r'href="/newsletter/issues/[^"]+">Letter of day', html)) == 3


@pytest.mark.parametrize("path", ["/newsletter/issues/", "/newsletter/issues/soup/", "/newsletter/issues/feed/"])
def test_archive_pages_carry_nothing_of_a_reader(client, path):
    a_sent_issue(slug="soup")

    response = client.get(path)

    assert response.status_code == 200
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


def test_archive_pages_state_their_price(client, django_assert_max_num_queries):
    issue = a_sent_issue(
        product=a_medicine("Arnica gel"),
        articles=[an_article(f"Soup {number}") for number in range(6)],
        fact=a_fact("Soup."),
    )

    with django_assert_max_num_queries(4):
        client.get("/newsletter/issues/")
    with django_assert_max_num_queries(10):
        client.get(issue.get_absolute_url())


def test_what_is_no_longer_there_is_a_404(client):
    assert client.get("/newsletter/issues/?page=9").status_code == 404
    assert client.get(f"/newsletter/issues/{'x' * 300}/").status_code == 404
