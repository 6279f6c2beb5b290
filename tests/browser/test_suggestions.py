"""Suggestions below the search field: keys, words for screen readers, few requests, and a plain form without scripts."""

import re

import pytest
from playwright.sync_api import expect

SIZES = [1280, 390]
IS_ON_TOP = """option => {
  const { left, top, width, height } = option.getBoundingClientRect();
  return [0.2, 0.8].every((part) => option.contains(document.elementFromPoint(left + width / 2, top + height * part)));
}"""
HEAD = [("link", "Search"), ("button", "Menu")]
ASKED = re.compile(r"/search/suggest/")


@pytest.fixture
def box(visitor):
    """`box(width)`: the page with its field ready, and the list of addresses of suggestions it asked for."""

    def come(width=1280, **options):
        page = visitor(width=width, **options)
        asked = []
        page.on("request", lambda request: asked.append(request.url) if ASKED.search(request.url) else None)
        page.goto("/products/")
        if width < 800:
            page.get_by_role("button", name="Menu").click()
        field = page.get_by_label("Search Kneesite")
        field.click()
        return page, field, asked

    return come


def options(page):
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def open_list(page, field, words="kne"):
    """Types and waits; gives the number of suggestions."""
    field.press_sequentially(words, delay=20)
    expect(field).to_have_attribute("aria-expanded", "true")
    return options(page).count()


@pytest.mark.parametrize("width", SIZES)
def test_quick_typing_asks_once_and_the_number_is_announced(box, width):
    page, field, asked = box(width)

    number = open_list(page, field, "knees")

    assert [url.partition("?")[2] for url in asked] == ["q=knees"]
    assert 1 < number <= 8
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(f"{number} suggestions")
    expect(field).to_have_role("combobox")
    assert field.get_attribute("aria-autocomplete") == "list"
    assert field.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    for place in range(number):
        assert can_be_pressed(options(page).nth(place), width)


def can_be_pressed(option, width):
    """It lies in the window, is wide and high enough for a finger, and nothing hides it."""
    option.scroll_into_view_if_needed()
    place = option.bounding_box()
    inside = place["x"] >= 0 and place["x"] + place["width"] <= width
    return inside and place["height"] >= 44 and place["width"] >= 240 and option.evaluate(IS_ON_TOP)


@pytest.mark.parametrize("width", SIZES)
def test_arrows_walk_through_the_list_and_back_to_the_field(box, width):
    page, field, _ = box(width)
    number = open_list(page, field)
    chosen = page.locator("[role=option][aria-selected=true]")

    expect(chosen).to_have_count(0)
    for place in [*range(number), None, 0]:
        field.press("ArrowDown")
        is_at(field, options(page), chosen, place)
    for place in (None, number - 1, number - 2):
        field.press("ArrowUp")
        is_at(field, options(page), chosen, place)
    expect(field).to_be_focused()
    expect(field).to_have_value("kne")


def is_at(field, all_options, chosen, place):
    """The marked suggestion is this one and is said to be, or there is none."""
    if place is None:
        expect(chosen).to_have_count(0)
        assert field.get_attribute("aria-activedescendant") is None
    else:
        expect(chosen).to_have_count(1)
        expect(all_options.nth(place)).to_have_attribute("aria-selected", "true")
        assert field.get_attribute("aria-activedescendant") == all_options.nth(place).get_attribute("id")


@pytest.mark.parametrize(("key", "caret"), [("Home", 0), ("End", 3), ("ArrowLeft", 2)])
def test_keys_of_the_field_move_its_caret_and_leave_the_list(box, key, caret):
    page, field, _ = box()
    open_list(page, field)
    field.press("ArrowDown")

    field.press(key)

    assert field.get_attribute("aria-activedescendant") is None
    assert field.evaluate("field => field.selectionStart") == caret
    expect(field).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("width", SIZES)
def test_enter_opens_the_marked_page_and_without_a_mark_the_results(box, width):
    page, field, _ = box(width)
    open_list(page, field)
    field.press("ArrowDown")
    title = options(page).first.evaluate("option => option.firstChild.textContent")

    field.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text(title)

    page, field, _ = box(width)
    open_list(page, field)
    field.press("Enter")

    page.wait_for_url("**/search/?q=kne")


@pytest.mark.parametrize("width", SIZES)
def test_escape_closes_the_list_only_and_an_arrow_opens_it_again(box, width):
    page, field, asked = box(width)
    open_list(page, field)
    field.press("ArrowDown")

    field.press("Escape")

    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.get_attribute("aria-activedescendant") is None
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_be_visible()
    expect(field).to_have_value("kne")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert len(asked) == 1


@pytest.mark.parametrize("width", SIZES)
def test_a_suggestion_can_be_pressed_with_a_finger_or_a_mouse(box, width):
    page, field, _ = box(width, has_touch=width == 390)
    open_list(page, field)
    wanted = options(page).nth(1)
    title = wanted.evaluate("option => option.firstChild.textContent")

    wanted.tap() if width == 390 else wanted.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def test_leaving_the_field_closes_the_list(box):
    page, field, _ = box()
    open_list(page, field)

    field.press("Tab")

    expect(field).to_have_attribute("aria-expanded", "false")


def test_one_letter_asks_nothing_and_nothing_found_is_said(box):
    page, field, asked = box()
    field.press_sequentially("k")
    page.wait_for_timeout(400)

    assert asked == []

    field.fill("qqqqq")

    expect(page.get_by_role("search").get_by_role("status")).to_have_text("No suggestions")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_a_late_answer_to_the_first_letters_does_not_disturb_the_next_ones(box):
    page, field, asked = box()
    held = []
    page.route(ASKED, lambda route: held.append(route) if route.request.url.endswith("q=hi") else route.continue_())
    field.press_sequentially("hi")
    page.wait_for_timeout(400)
    assert len(asked) == len(held) == 1  # the first request is under way and gets no answer

    field.fill("knee")

    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options(page).first).to_contain_text(re.compile("knee", re.IGNORECASE))
    assert len(asked) == 2


@pytest.mark.parametrize("answer", [{"status": 404, "body": "gone"}, None])
def test_when_no_answer_comes_the_form_still_works(visitor, complaints, answer):
    page = visitor()
    page.route(ASKED, lambda route: route.fulfill(**answer) if answer else route.abort())
    page.goto("/products/")
    field = page.get_by_label("Search Kneesite")
    field.press_sequentially("knee", delay=20)
    page.wait_for_timeout(400)

    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("Enter")

    page.wait_for_url("**/search/?q=knee")
    page.context.close()
    complaints.clear()  # the browser itself tells of the request that failed


@pytest.mark.parametrize("width", SIZES)
def test_without_scripts_it_is_a_plain_form(box, width):
    page, field, asked = box(width, scripts=False)
    field.fill("knee")

    expect(field).to_have_role("searchbox")
    assert field.get_attribute("aria-expanded") is None
    page.get_by_role("search").get_by_role("button", name="Go").click()

    page.wait_for_url("**/search/?q=knee")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert asked == []


@pytest.mark.parametrize("width", SIZES)
def test_a_product_is_heard_and_seen_with_its_label_and_its_statement(box, width):
    page, field, _ = box(width)
    open_list(page, field, "arnica")

    gel = options(page).first

    expect(gel).to_have_accessible_name(
        re.compile(
            r"^Arnica gel Product Our product – advertising Traditional herbal medicinal product .* the leaflet\.$"
        )
    )
    for words in (
        gel.get_by_text("Our product – advertising"),
        gel.get_by_text("Traditional herbal medicinal product"),
    ):
        expect(words).to_be_visible()
        assert words.evaluate("words => words.scrollWidth <= words.clientWidth && words.offsetHeight > 15")
    assert can_be_pressed(gel, width)


@pytest.mark.parametrize("width", SIZES)
def test_the_marked_suggestion_of_a_long_list_is_on_the_screen(box, width):
    page, field, _ = box(width)
    number = open_list(page, field, "tablets")
    page.set_viewport_size({"width": width, "height": 320})
    expect(options(page).nth(number - 1)).not_to_be_in_viewport(ratio=0.9)

    field.press("ArrowUp")

    expect(options(page).nth(number - 1)).to_have_attribute("aria-selected", "true")
    expect(options(page).nth(number - 1)).to_be_in_viewport(ratio=0.9)


def test_on_a_phone_the_search_is_one_press_away_from_every_page(visitor):
    page = visitor(width=390)
    page.goto("/products/")

    page.get_by_role("link", name="Search", exact=True).click()

    expect(page).to_have_url(re.compile(r"/search/$"))
    expect(page.get_by_label("Search all of Kneesite")).to_be_focused()


@pytest.mark.parametrize("width", [320, 390])
def test_the_head_of_a_page_stays_one_line_on_the_narrowest_phone(visitor, width):
    page = visitor(width=width)
    page.goto("/")

    tops = {page.get_by_role(role, name=name, exact=True).bounding_box()["y"] for role, name in HEAD}

    assert len(tops) == 1
