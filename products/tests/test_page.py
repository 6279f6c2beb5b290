"""What readers see of the catalogue."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from pictures.tests.factories import a_picture
from products.legal import AD_LABEL
from products.models import Product
from products.tests.factories import a_category, a_medicine, a_product, a_supplement
from topics.models import Topic

pytestmark = pytest.mark.django_db


def a_topic(name="Knees"):
    """A topic to sort under."""
    return Topic.objects.get_or_create(name=name, defaults={"slug": name.lower(), "summary": "All about it."})[0]


def names_on(response):
    """The products of a list, in its order."""
    return re.findall(r'<h3><a href="[^"]+">([^<]+)</a></h3>', response.content.decode())


def test_the_list_shows_live_products_only(client):
    a_product("Bath salts")
    a_product("Old balm", retires_at=timezone.now() - timedelta(hours=1))
    a_product("New balm", goes_live_at=timezone.now() + timedelta(hours=1))
    a_product("Draft balm", goes_live_at=None)

    response = client.get("/products/")

    assert names_on(response) == ["Bath salts"]


def test_every_card_carries_the_label_and_the_statement_of_its_type(client):
    medicine, salts = a_medicine(), a_product("Bath salts")

    html = client.get("/products/").content.decode()

    assert html.count(f'<p class="ad">{AD_LABEL}</p>') == 2
    assert re.findall(r'<p class="statement">([^<]+)</p>', html) == [medicine.statement]
    assert salts.statement == ""


def test_a_list_is_filtered_by_shelf_and_topic(client):
    knees = a_topic()
    a_product("Balm", category=a_category("To rub in"), topics=[knees])
    a_product("Cream", category=a_category("To rub in"))
    a_product("Salts", category=a_category("For the bath"), topics=[knees])

    assert names_on(client.get("/products/?category=to-rub-in")) == ["Balm", "Cream"]
    assert names_on(client.get("/products/?topic=knees")) == ["Balm", "Salts"]
    assert names_on(client.get("/products/?category=to-rub-in&topic=knees")) == ["Balm"]


def test_filters_are_plain_links_that_keep_each_other(client):
    a_product("Balm", topics=[a_topic()])

    html = client.get("/products/?topic=knees").content.decode()

    links = re.findall(r'<a href="(/products/[^"]*)"( aria-current="true")?>(?:All|To rub in|Knees)', html)
    assert [(address, bool(current)) for address, current in links] == [
        ("/products/?topic=knees", True),
        ("/products/?category=to-rub-in&amp;topic=knees", False),
        ("/products/", False),
        ("/products/?topic=knees", True),
    ]


@pytest.mark.parametrize(
    "query", ["category=nothing", "topic=nothing", "page=99", "page=x", "category=%00", "topic=%ff"]
)
def test_a_filter_or_page_that_does_not_exist_is_not_found(client, query):
    a_product()

    assert client.get(f"/products/?{query}").status_code == 404


def test_a_long_list_has_pages_that_keep_the_filter(client):
    for number in range(25):
        a_product(f"Salts {number:02}")

    response = client.get("/products/?category=to-rub-in&page=2")

    assert names_on(response) == ["Salts 24"]
    assert 'href="/products/?category=to-rub-in"' in response.content.decode()


def test_the_page_says_everything_a_careful_buyer_must_know(client):
    product = a_medicine(
        packs=["50 g", "100 g"],
        cautions="on broken skin\nif you are allergic to daisies",
        interactions="Ask first when you take warfarin.",
        side_effects="Itching can happen.",
        see_a_doctor="See a doctor when it is no better after four days.",
        storage="Below 25C.",
        allergens="None.",
        evidence="<p>The use rests on tradition.</p>",
        reviewed_on="2026-06-03",
        next_review_on="2027-06-03",
    )
    product.packs.filter(size="50 g").update(price="5.95")

    html = client.get(product.get_absolute_url()).content.decode()

    for sentence in (
        AD_LABEL,
        product.statement,
        "THR 00000/0000",
        "Example Herbals Ltd",
        "<li>on broken skin</li>",
        "Ask first when you take warfarin.",
        "Itching can happen.",
        "no better after four days",
        "Below 25C.",
        "<p>The use rests on tradition.</p>",
        "Reviewed on 3 June 2026 · next review June 2027",
        "<b>50 g</b> £5.95",
        "https://yellowcard.mhra.gov.uk/",
    ):
        assert sentence in html, sentence


def test_cautions_stand_before_directions_and_evidence_apart_from_the_advert(client):
    product = a_medicine(evidence="<p>Tradition.</p>")

    html = client.get(product.get_absolute_url()).content.decode()

    order = [
        html.index(word) for word in ('class="ad"', "Do not use it", ">Directions<", "<aside", "What the evidence says")
    ]
    assert order == sorted(order)


def test_what_is_no_medicine_has_no_link_to_side_effect_reports(client):
    product = a_supplement(side_effects="An upset stomach can happen.")

    html = client.get(product.get_absolute_url()).content.decode()

    assert "An upset stomach can happen." in html
    assert "yellowcard" not in html


def test_search_engines_hear_of_no_rating_and_no_price(client):
    product = a_medicine()

    html = client.get(product.get_absolute_url()).content.decode()

    found = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
    (described,) = [data for data in found if data["@type"] == "Product"]
    assert sorted(described) == ["@context", "@type", "category", "description", "name", "url"]
    assert described["description"].startswith(AD_LABEL)
    assert described["description"].endswith(product.statement)


def test_a_retired_product_answers_410_with_others_of_its_shelf(client):
    old = a_product("Old balm", retires_at=timezone.now() - timedelta(minutes=1))
    other = a_product("New balm")
    a_product("Salts", category=a_category("For the bath"))

    response = client.get(old.get_absolute_url())

    assert response.status_code == 410
    assert f'<a href="{other.get_absolute_url()}">New balm</a>' in response.content.decode()
    assert "Salts" not in response.content.decode()


@pytest.mark.parametrize("goes_live_at", [None, timezone.now() + timedelta(days=2)])
def test_what_was_never_live_is_not_found(client, goes_live_at):
    product = a_product(goes_live_at=goes_live_at)

    assert client.get(product.get_absolute_url()).status_code == 404


def test_a_renamed_address_leads_on(client):
    product = a_product(slug="old")
    product.slug = "new"
    product.save()

    response = client.get("/products/old/")

    assert (response.status_code, response["Location"]) == (301, "/products/new/")


def test_places_to_buy_are_named_as_advertising(client):
    product = a_product()
    product.places_to_buy.create(name="Example pharmacy", url="https://pharmacy.example/salts", note="in the shop")

    html = client.get(product.get_absolute_url()).content.decode()

    assert 'href="https://pharmacy.example/salts" rel="sponsored nofollow"' in html
    assert "These links are advertising, too." in html


def test_the_leaflet_stands_at_a_glance_and_nothing_where_there_is_none(client):
    product = a_product("Salts", slug="salts")
    product.leaflet.save("leaflet.pdf", ContentFile(b"%PDF-1.4\n%%EOF"))
    a_product("Soap", slug="soap")

    glances = [
        client.get(f"/products/{slug}/").content.decode().partition('<dl class="facts">')[2].partition("</dl>")[0]
        for slug in ("salts", "soap")
    ]

    assert '<dt>Leaflet</dt><dd><a href="/products/salts/leaflet/">Leaflet as PDF</a></dd>' in glances[0]
    assert "Leaflet" not in glances[1]


def test_the_leaflet_is_a_download(client):
    product = a_product("Salts", slug="salts")
    product.leaflet.save("leaflet.pdf", ContentFile(b"%PDF-1.4\n%%EOF"))

    response = client.get("/products/salts/leaflet/")

    assert response["Content-Disposition"] == 'attachment; filename="salts.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response) == b"%PDF-1.4\n%%EOF"


def test_without_a_leaflet_there_is_nothing_to_download(client):
    a_product(slug="salts")

    assert client.get("/products/salts/leaflet/").status_code == 404


def test_a_lost_leaflet_file_is_not_found_instead_of_an_error(client):
    product = a_product(slug="salts")
    product.leaflet = "leaflets/lost.pdf"
    product.save()

    assert client.get("/products/salts/leaflet/").status_code == 404


def test_the_list_costs_the_same_with_many_products(client, django_assert_max_num_queries):
    for number in range(30):
        a_product(f"Salts {number}", topics=[a_topic()], packs=["500 g", "1 kg"])

    with django_assert_max_num_queries(8):
        client.get("/products/")


def test_the_page_costs_at_most_eight_queries(client, django_assert_max_num_queries):
    product = a_medicine(topics=[a_topic()], packs=["50 g", "100 g"])
    product.places_to_buy.create(name="Example pharmacy", url="https://pharmacy.example/")

    with django_assert_max_num_queries(8):
        client.get(product.get_absolute_url())


@pytest.mark.parametrize("path", ["/products/", "/products/salts/"])
def test_pages_carry_nothing_of_a_reader(client, path):
    a_product(slug="salts")

    response = client.get(path)

    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


def test_five_thousand_products_cost_no_more_queries(client, django_assert_max_num_queries):
    shelf, topic = a_category(), a_topic()
    products = Product.objects.bulk_create(
        Product(
            name=f"Salts {number:04}", slug=f"salts-{number}", line="Salts.", legal_type="plain_goods", directions="Soak.",
            cautions="Wounds.", category=shelf, goes_live_at=timezone.now() - timedelta(days=1),
        )
        for number in range(5000)
    )  # fmt: skip
    Product.topics.through.objects.bulk_create(
        Product.topics.through(product=product, topic=topic) for product in products
    )

    with django_assert_max_num_queries(8):
        response = client.get("/products/?category=to-rub-in&topic=knees&page=100")

    assert names_on(response)[0] == "Salts 2376"


def test_the_heading_above_the_cautions_is_the_beginning_that_staff_went_on_from(client):
    field = Product._meta.get_field("cautions")

    html = client.get(a_product(cautions="if you are pregnant").get_absolute_url()).content.decode()

    assert re.search(rf"<h2>{field.verbose_name.capitalize()}</h2>\s*<p>if you are pregnant</p>", html)
    assert "“if you are pregnant”" in field.help_text


def test_without_a_picture_no_empty_place_stands_beside_the_facts(client):
    assert '<div class="ground' in client.get(a_product(picture=a_picture()).get_absolute_url()).content.decode()

    html = client.get(a_product().get_absolute_url()).content.decode()

    assert re.search(r'<div class="detail">\s*<div class="flow">', html)
