"""The quiz desk: questions, answers and bands are put into order by mouse and by keyboard, and stay so after saving."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

QUIZ = "/admin/quiz/quiz/"
NUMBERS = "input[name$=-order], input[name$=first_score]"
WORDS = "input[name$=-text], input[name$=-label], input[name$=title]"


PLACES = {"quiz_item": '"order"', "quiz_option": '"order"', "quiz_band": "first_score"}
OUT_OF_THE_WAY = 1000  # two bands never begin at the same score, not even for a moment


@pytest.fixture(autouse=True, scope="module")
def _the_order_is_put_back(house):
    """Other tests take the same quiz in the order in which it came."""
    with closing(sqlite3.connect(house.folder / "kneesite.sqlite3", timeout=30)) as database:
        kept = {
            table: database.execute(f"SELECT {place}, id FROM {table}").fetchall()  # noqa: S608 (our own names)
            for table, place in PLACES.items()
        }
        yield
        with database:
            for table, place in PLACES.items():
                database.execute(f"UPDATE {table} SET {place} = {place} + {OUT_OF_THE_WAY}")  # noqa: S608 (our own names)
                database.executemany(f"UPDATE {table} SET {place} = ? WHERE id = ?", kept[table])  # noqa: S608 (our own names)
            database.execute("UPDATE core_sitestate SET edition = edition + 1")


def open_quiz(page):
    page.goto(QUIZ)
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_selector("#bands-group .drag-grip")


def open_question(page):
    """The page of the second question: the first is the safety gate."""
    open_quiz(page)
    page.locator("#items-group .inlinechangelink").nth(1).click()
    page.wait_for_selector("#options-group .drag-grip")


def rows(page, group):
    """(number, words) of each row as it stands on the page."""
    found = page.locator(f"#{group}-group .has_original")
    return [(row.locator(NUMBERS).first.input_value(), row.locator(WORDS).first.input_value()) for row in found.all()]


def moved(before, start, end):
    """What is to be there after one row went from one place to another: the numbers keep their places."""
    words = [text for _, text in before]
    words.insert(end, words.pop(start))
    return list(zip([number for number, _ in before], words, strict=True))


def drag_down(page, group, start, end):
    """From one grip to another, held with the mouse, in steps as a hand makes them."""
    grips = page.locator(f"#{group}-group .drag-grip")
    grips.nth(start).scroll_into_view_if_needed()
    grips.nth(start).hover()
    page.mouse.down()
    box = grips.nth(start).bounding_box()
    page.mouse.move(box["x"] + 12, box["y"] + 26, steps=3)
    page.wait_for_timeout(200)  # tall rows fold up a moment after the drag began
    for place in range(start + 1, end + 1):
        box = grips.nth(place).bounding_box()
        page.mouse.move(box["x"] + 12, box["y"] + box["height"] / 2 + 50, steps=6)
    page.mouse.up()


def save(page):
    page.locator('input[name="_continue"]').first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


ORDERED = pytest.mark.parametrize(
    ("group", "open_page"), [("items", open_quiz), ("options", open_question), ("bands", open_quiz)]
)


@ORDERED
def test_rows_are_dragged_into_order_with_the_mouse_and_stay_there(staff, group, open_page):
    page = staff("editor")
    open_page(page)
    before = rows(page, group)

    drag_down(page, group, 1, 2)

    wanted = moved(before, 1, 2)
    assert rows(page, group) == wanted
    expect(page.locator(f"#{group}-group [role=status]")).to_have_text(f"Now at place 3 of {len(before)}")
    save(page)
    assert rows(page, group) == wanted


@ORDERED
def test_rows_are_put_into_order_with_the_arrow_keys_and_stay_there(staff, group, open_page):
    page = staff("editor")
    open_page(page)
    before = rows(page, group)

    page.locator(f"#{group}-group .drag-grip").nth(1).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")

    wanted = moved(before, 1, 2)
    assert rows(page, group) == wanted
    expect(page.locator(f"#{group}-group .drag-grip").nth(2)).to_be_focused()
    save(page)
    assert rows(page, group) == wanted


def test_the_order_of_the_desk_is_the_order_readers_see(staff, visitor):
    page = staff("editor")
    open_question(page)
    drag_down(page, "options", 0, 1)
    save(page)
    labels = [words for _, words in rows(page, "options")]

    reader = visitor()
    reader.goto("/quiz/how-flexible-are-you/questions/")
    reader.locator(".tiles").get_by_text("No, none of these", exact=True).click()
    reader.get_by_role("button", name="Go on").click()
    expect(reader.get_by_text("Question 1 of 9", exact=True)).to_be_visible()

    assert [text.strip() for text in reader.locator(".tiles .form-check-label").all_text_contents()] == labels


def test_a_new_question_comes_last_and_can_be_moved_too(staff):
    page = staff("editor")
    open_quiz(page)
    last = max(int(number) for number, _ in rows(page, "items"))

    page.get_by_text("Add another Question").click()

    added = page.locator("#items-group tr.form-row:not(.has_original, .empty-form)")
    assert int(added.locator(NUMBERS).input_value()) == last + 10
    added.locator(".drag-grip").focus()
    page.keyboard.press("ArrowUp")
    assert int(added.locator(NUMBERS).input_value()) == last
