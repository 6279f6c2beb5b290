"""The letters that were sent, for everybody."""

import re
from xml.etree import ElementTree

import pytest

from articles.tests.factories import a_fact, an_article
from core.site_state import new_edition
from newsletter.tests.factories import an_approved_issue, an_issue
from products.legal import AD_LABEL
from products.tests.factories import a_medicine
from search.models import SearchRow

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


@pytest.mark.parametrize("make", [an_issue, an_approved_issue], ids=["draft", "approved"])
def test_a_letter_that_did_not_leave_has_no_page(client, make):
    assert client.get(make().get_absolute_url()).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["stop", "withdraw"])
def test_a_letter_that_was_stopped_or_withdrawn_is_gone_and_the_others_are_named(client, step):
    issue, other = a_sent_issue("Soup weather"), a_sent_issue("Beans")
    assert client.get(issue.get_absolute_url()).status_code == 200

    take_out(issue, step)

    page = client.get(issue.get_absolute_url())
    assert page.status_code == 410
    assert "We have taken this letter down" in page.content.decode()
    assert f'<a href="{other.get_absolute_url()}">Beans</a>' in page.content.decode()
    for path in ("/newsletter/issues/", "/newsletter/issues/feed/", "/newsletter/"):
        assert "Soup weather" not in client.get(path).content.decode()


def take_out(issue, step):
    """Stopped on its way, or withdrawn after everybody has it."""
    if step == "withdraw":
        issue.finish()
    getattr(issue, step)()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["stop", "withdraw"])
def test_the_search_and_the_site_map_hold_a_letter_as_long_as_the_archive_does(client, step):
    def places():
        paths = (
            "/search/?q=xylophone",
            "/search/?q=xylophone&kind=letter",
            "/search/suggest/?q=xylo",
            "/sitemap-1.xml",
        )
        return [path for path in paths if "/newsletter/issues/xylophone/" in client.get(path).content.decode()]

    issue = an_approved_issue("Xylophone weather", slug="xylophone")
    assert places() == []

    issue.start()
    assert len(places()) == 4

    take_out(issue, step)
    assert places() == []


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_was_put_back_is_found_again(client):
    issue = a_sent_issue("Xylophone weather")
    take_out(issue, "withdraw")

    issue.show_again()

    assert issue.get_absolute_url() in client.get("/search/?q=xylophone").content.decode()
    assert client.get(issue.get_absolute_url()).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_search_keeps_nothing_of_what_a_letter_picked():
    a_sent_issue(articles=[an_article("Xylophone soup")], product=a_medicine("Arnica gel"))

    (row,) = SearchRow.objects.filter(kind="letter")
    assert "xylophone" not in f"{row.title} {row.summary} {row.body}".lower()
    assert "arnica" not in f"{row.title} {row.summary} {row.body}".lower()


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


def test_the_feed_has_names_that_last_and_bears_every_sign(client):
    issue = a_sent_issue("Soup\x0c & more", greeting="<p>Less\x02 &lt; more.</p>")
    first = client.get("/newsletter/issues/feed/")

    issue.slug = "another-address"
    issue.save()
    new_edition()  # as after the commit
    second = client.get("/newsletter/issues/feed/").content.decode()

    assert ElementTree.fromstring(first.content).findtext("{*}entry/{*}title") == "Soup & more"
    assert f"<id>tag:127.0.0.1,2026:letters/{issue.pk}</id>" in first.content.decode()
    assert f"<id>tag:127.0.0.1,2026:letters/{issue.pk}</id>" in second
    assert "<id>tag:127.0.0.1,2026:feeds/letters</id>" in second
    assert client.get("/newsletter/issues/feed/", headers={"if-none-match": first["ETag"]}).status_code == 200
