"""What readers find of a product that was withdrawn: nothing, and a page that says so and offers others, with label."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from advisor.tests.factories import a_question
from articles.tests.factories import a_block, a_draft, a_recommendation, an_author
from core.site_state import new_edition
from newsletter.issue import Issue
from newsletter.letter import prepare
from newsletter.tests.factories import an_issue
from products.legal import AD_LABEL
from products.tests.factories import a_category, a_medicine, a_product
from search import index
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db


def a_text_with_the_card(product, topic):
    """A live article that shows the product's card."""
    draft = a_draft("Sore knees", authors=[an_author()], topics=[topic])
    a_block(draft, "product", product=product)
    draft.bring_in_as_live(timezone.now() - timedelta(days=1))
    return draft


def a_letter_with_the_card(product):
    """A letter of the archive that shows the product's card."""
    issue = an_issue("Our letter", product=product)
    issue.bring_in_as_sent(timezone.now() - timedelta(days=1))
    return issue


def places_of(product, topic) -> dict:
    """{name: function that gives what stands there} of every place that shows a product by itself."""
    article, question = a_text_with_the_card(product, topic), a_question("May I rub it in?", topics=[topic])
    question.products.add(product)
    a_recommendation(topic, "Pleasant in winter.", product=product, exercise=None, author=None)
    issue = a_letter_with_the_card(product)
    pages = {
        "list": "/products/", "home": "/", "topic": topic.get_absolute_url(), "article": article.get_absolute_url(),
        "answer": question.get_absolute_url(), "archive": issue.get_absolute_url(), "site map": "/sitemap-1.xml",
        "search": "/search/?q=xylophon", "suggestions": "/search/suggest/?q=xylo",
    }  # fmt: skip
    places = {name: lambda path=path: Client().get(path).content.decode() for name, path in pages.items()}
    places["letter as HTML"] = lambda: prepare(Issue.objects.get(pk=issue.pk)).html
    places["letter as text"] = lambda: prepare(Issue.objects.get(pk=issue.pk)).text
    index.rebuild()
    return places


def naming(product, places) -> set:
    """The places where its name or its address stands."""
    return {name for name, text in places.items() if product.name in text() or product.get_absolute_url() in text()}


@pytest.mark.django_db(transaction=True)
def test_its_cards_vanish_everywhere_at_once():
    topic = a_topic("Knees")
    product = a_medicine("Xylophon gel", topics=[topic])
    places = places_of(product, topic)
    assert naming(product, places) == set(places)

    product.withdraw()

    assert naming(product, places) == set()


@pytest.mark.django_db(transaction=True)
def test_wherever_it_stands_there_are_label_and_statement():
    topic = a_topic("Knees")
    product = a_medicine("Xylophon gel", topics=[topic])
    places = places_of(product, topic)
    del places["site map"]

    lacking = {
        name for name, text in places.items() if AD_LABEL not in said(text()) or product.statement not in said(text())
    }

    assert lacking == set()


def said(text):
    """In one line, as people read it: JSON writes a dash as its number, letters break lines."""
    return re.sub(r"\s+", " ", text.replace("\\u2013", "–"))


def test_its_page_offers_others_of_its_shelf_with_label_and_statement(client):
    old = a_product("Old balm", retires_at=timezone.now() - timedelta(minutes=1))
    others = [a_medicine(f"Balm {number}") for number in range(5)]
    a_product("Salts", category=a_category("For the bath"))

    response = client.get(old.get_absolute_url())

    html = response.content.decode()
    assert response.status_code == 410
    assert re.findall(r"<h3><a [^>]+>([^<]+)</a></h3>", html) == [other.name for other in others[:4]]
    assert (
        html.count(f'<p class="ad">{AD_LABEL}</p>')
        == html.count(f'<p class="statement">{others[0].statement}</p>')
        == 4
    )


def test_its_page_says_which_product_is_gone_and_what_to_do_with_the_rest(client):
    old = a_product("Old balm & co", retires_at=timezone.now() - timedelta(minutes=1))

    html = client.get(old.get_absolute_url()).content.decode()

    assert ">We no longer sell old balm &amp; co</h1>" in html
    assert "ask your pharmacist before you use it" in html


def test_without_others_its_page_leads_to_the_catalogue(client):
    old = a_product("Old balm", retires_at=timezone.now() - timedelta(minutes=1))

    html = client.get(old.get_absolute_url()).content.decode()

    assert '<a href="/products/">All products</a>' in html
    assert AD_LABEL not in html


@pytest.mark.django_db(transaction=True)
def test_an_answer_says_of_its_products_what_is_true():
    question = a_question("May I rub it in?")
    gel, balm = a_medicine("Arnica gel"), a_product("Balm")
    said_of_none = said_of_products(question)

    question.products.add(gel, balm)
    new_edition()
    said_of_two = said_of_products(question)
    balm.withdraw()
    said_of_one = said_of_products(question)
    gel.withdraw()

    assert said_of_none == ["No product of ours is recommended in this answer."]
    assert said_of_two == ["This answer mentions products of ours. Their cards above say that they are advertising."]
    assert said_of_one == ["This answer mentions a product of ours. Its card above says that it is advertising."]
    assert said_of_products(question) == ["This answer mentions a product that we no longer sell."]


def said_of_products(question):
    """The sentence below an answer that says whether anything is sold beside it."""
    html = Client().get(question.get_absolute_url()).content.decode()
    return re.findall(r'<p class="meta">([^<]*products? [^<]*)</p>', html)
