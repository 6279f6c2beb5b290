"""What a look at single pages of the staff area would find: they fit the window, and every sign is drawn."""

import re

import pytest
from playwright.sync_api import expect

ISSUE = "/admin/newsletter/issue/add/"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_of_a_new_issue_fits_the_window(staff, width):
    page = staff("owner", width=width)

    page.goto(ISSUE)
    expect(page.locator("#picks-group .select2-container").first).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_of_a_product_with_packs_and_places_fits_the_window(staff, width):
    page = staff("catalogue", width=width)

    page.goto("/admin/products/product/")
    page.get_by_role("link", name="Arnica gel").first.click()
    expect(page.locator("#places_to_buy-group .field-url input").first).to_have_value(re.compile("^https://"))

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", [ISSUE, "/admin/advisor/question/add/", "/admin/products/product/add/"])
def test_the_arrow_of_the_menu_of_headings_needs_no_font(staff, address):
    page = staff("owner")

    page.goto(address)
    menu = page.locator(".prose-menubar__selected").first
    expect(menu).to_be_visible()

    arrow = menu.evaluate(
        "menu => (({content, borderTopWidth}) => [content, borderTopWidth])(getComputedStyle(menu, '::after'))"
    )
    assert arrow == ['""', "5px"]


def test_each_heading_of_the_references_stands_above_its_column(staff):
    page = staff("editor")

    page.goto("/admin/articles/revision/?q=Five+exercises")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("button", name="Start a new version").click()
    expect(page.locator("#references-group .field-title input").first).not_to_have_value("")

    for name in ("ordering", "title", "publisher", "year", "url", "checked_on"):
        head = page.locator(f"#references-group thead .column-{name}").bounding_box()
        cell = page.locator(f"#references-group tbody tr.has_original .field-{name}").first.bounding_box()
        assert (name, head["x"]) == (name, cell["x"])
