"""The catalogue as a table."""

import csv
import io

import pytest
from django.urls import reverse

from core.csv_export import safe_cell
from products.models import Product
from products.tests.desk import a_colleague
from products.tests.factories import a_medicine, a_product
from topics.tests.factories import a_topic

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/products/product/export/"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n-1", "'\n-1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\xa0=1", "'\xa0=1"),
        ("＝1+1", "'＝1+1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        (" =1", "' =1"),
        ("50 g", "50 g"),
        ("a=b", "a=b"),
        (-5, -5),
        (None, ""),
    ],
)
def test_a_cell_never_runs(value, cell):
    assert safe_cell(value) == cell


def read(response):
    """The rows of a CSV as dictionaries."""
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_each_pack_is_a_row_with_everything_of_its_product(client):
    client.force_login(a_colleague(permissions=["products.change_product", "products.view_product"]))
    gel = a_medicine("Arnica gel", packs=["50 g", "100 g"], cautions="on broken skin\nnear the eyes")
    gel.packs.filter(size="50 g").update(price="5.95", code="=KS")
    a_product("Salts", packs=[], goes_live_at=None)

    response = client.get(ADDRESS)

    rows = read(response)
    assert response["Content-Disposition"] == 'attachment; filename="products.csv"'
    assert [(row["name"], row["pack_size"], row["pack_price"]) for row in rows] == [
        ("Arnica gel", "50 g", "5.95"),
        ("Arnica gel", "100 g", ""),
        ("Salts", "", ""),
    ]
    assert (rows[0]["pack_code"], rows[0]["cautions"]) == ("'=KS", "on broken skin\nnear the eyes")
    assert rows[0]["statement"] == gel.statement


def test_nothing_that_staff_wrote_about_a_product_is_left_out(client):
    client.force_login(a_colleague(permissions=["products.change_product", "products.view_product"]))
    gel = a_medicine("Gel", topics=[a_topic("Knees"), a_topic("Neck")], evidence="<p>Tradition, <b>not</b> trials.</p>")
    gel.places_to_buy.create(name="=Pharmacy", url="https://pharmacy.example/")

    (row,) = read(client.get(ADDRESS))

    written = {field.name for field in Product._meta.fields} - {"id", "picture"}
    assert written <= set(row)
    assert (row["evidence"], row["topics"]) == ("Tradition, not trials.", "Knees, Neck")
    assert row["places_to_buy"] == "'=Pharmacy: https://pharmacy.example/"


def test_the_list_leads_to_the_table(client):
    client.force_login(a_colleague(permissions=["products.change_product", "products.view_product"]))

    assert ADDRESS in client.get(reverse("admin:products_product_changelist")).content.decode()


@pytest.mark.parametrize("permissions", [[], ["products.view_product"]])
def test_who_does_not_keep_the_catalogue_gets_no_table(client, permissions):
    client.force_login(a_colleague(permissions=permissions))

    assert client.get(ADDRESS).status_code == 403


def test_the_table_costs_the_same_for_many_products(client, django_assert_max_num_queries):
    client.force_login(a_colleague(permissions=["products.change_product", "products.view_product"]))
    for number in range(20):
        a_product(f"Salts {number}", packs=["500 g", "1 kg"])

    with django_assert_max_num_queries(8):
        assert len(read(client.get(ADDRESS))) == 40
