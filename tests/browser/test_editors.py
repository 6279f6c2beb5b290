"""What editors do, in a real browser: write, return, approve, schedule, compare, restore; nobody loses work.

With PICTURES=1 the screens are also written into docs/pictures/, for docs/for-editors.md.
"""

import os
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from faults.house import TOP
from tests.browser.conftest import SCREENS
from tests.browser.staff_steps import add_block, choose, press, save_and_go_on, type_text

SUMMARY = "How to sit, what to do every hour, and when your wrists need somebody to look at them."
HERE = ZoneInfo("Europe/London")  # the time zone of the site
PICTURES = TOP / "docs" / "pictures"


def picture(page, name):
    """A screen of the staff area, as tall as a window; for the documentation when asked for."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png")
    if os.environ.get("PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")


def to_the_top(page, part):
    """The browser keeps its place when a page comes again; a picture shows the part it is about."""
    page.locator(part).evaluate("part => part.scrollIntoView()")


def a_new_text(page, title):
    """A draft that may go live, written by whoever the page belongs to."""
    page.goto("/admin/articles/revision/add/")
    page.locator("#id_title").fill(title)
    page.locator("#id_summary").fill(SUMMARY)
    choose(page, page.locator(".field-authors"), "Rowan")
    choose(page, page.locator(".field-topics"), "Everyday")
    type_text(page, add_block(page, "Text"), ["Sit as you like, but not for long.", "Get up every hour."])
    save_and_go_on(page)


def give_reason(page, name, words):
    """A button that asks for a reason."""
    page.locator("summary", has_text=name).click()
    page.locator("details[open] textarea").fill(words)
    page.locator("details[open]").get_by_role("button", name=name).click()
    expect(page.locator(".messagelist li").first).to_be_visible()


def open_article(page, title):
    """From the list, as an editor finds it."""
    page.goto(f"/admin/articles/revision/?q={title.split(':')[0]}")
    page.locator("#result_list").get_by_role("link", name=title).click()
    expect(page.locator(".state")).to_be_visible()


def wait_for_the_editor(page):
    """The block editor builds its page when everything is loaded."""
    expect(page.locator(".add-a-block")).to_be_visible(timeout=30_000)
    page.wait_for_timeout(1000)


def type_into(page, field, words):
    """As a person does; the browser asks about leaving only somebody who touched the page."""
    wait_for_the_editor(page)
    page.locator(field).click()
    page.keyboard.type(words)


def start_version_of(page, title):
    open_article(page, title)
    page.get_by_role("button", name="Start a new version").click()
    expect(page.locator("#id_title")).to_be_visible()


def first_words(page):
    return page.locator(".inline-related:not(.empty-form) [contenteditable=true]").first


@pytest.fixture(scope="module")
def title():
    return "Wrists at the keyboard"


def test_a_text_is_written_returned_approved_and_goes_live_by_itself(staff, visitor, title):
    author = staff("author")
    a_new_text(author, title)
    press(author, "Propose for approval")

    editor = staff("editor")
    editor.goto("/admin/")
    picture(editor, "staff-home")
    editor.get_by_role("link", name=re.compile("Waiting for my approval")).click()
    editor.get_by_role("link", name=title).click()
    give_reason(editor, "Return with a reason", "Please say when to see a doctor.")

    author.goto("/admin/")
    author.get_by_role("link", name=re.compile("Returned to me")).click()
    author.get_by_role("link", name=title).click()
    expect(author.locator(".state")).to_contain_text("Please say when to see a doctor.")
    type_text(author, add_block(author, "Text"), ["See your GP when a hand goes numb."])
    save_and_go_on(author)
    press(author, "Propose for approval")

    soon = datetime.now(HERE) + timedelta(days=1)
    open_article(editor, title)
    editor.locator("#id_planned_for_0").fill(f"{soon:%d/%m/%Y}")
    editor.locator("#id_planned_for_1").fill("09:00")
    save_and_go_on(editor)
    button = editor.get_by_role("button", name=f"Publish on {soon.day} {soon:%B %Y} at 09:00").first
    expect(button).to_be_visible()
    wait_for_the_editor(editor)
    to_the_top(editor, ".state-of-text")
    picture(editor, "editing-checklist")
    shortly = datetime.now(HERE) + timedelta(seconds=40)
    editor.locator("#id_planned_for_0").fill(f"{shortly:%d/%m/%Y}")
    editor.locator("#id_planned_for_1").fill(f"{shortly:%H:%M:%S}")
    save_and_go_on(editor)
    owner = staff("owner")
    open_article(owner, title)
    press(owner, f"Publish on {shortly.day} {shortly:%B %Y} at {shortly:%H:%M}")
    expect(owner.locator(".state")).to_have_text(f"Goes live on {shortly.day} {shortly:%B %Y} at {shortly:%H:%M}.")

    reader = visitor()
    assert reader.goto("/articles/wrists-at-the-keyboard/").status == 404
    reader.wait_for_timeout(max(0, (shortly - datetime.now(HERE)).total_seconds() + 1) * 1000)
    assert reader.goto("/articles/wrists-at-the-keyboard/").status == 200
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    expect(reader.locator("article")).to_contain_text("See your GP when a hand goes numb.")


def test_a_live_text_is_revised_compared_and_restored(staff, visitor, title):
    editor = staff("editor")
    start_version_of(editor, title)
    first_words(editor).click()
    editor.keyboard.press("Control+A")
    editor.keyboard.type("Sit as you like, and never for long.")
    save_and_go_on(editor)

    reader = visitor()
    reader.goto("/articles/wrists-at-the-keyboard/")
    expect(reader.locator("article")).to_contain_text("but not for long")
    editor.get_by_role("link", name="Compare with version 1").click()
    expect(editor.locator(".comparison ins").first).to_contain_text("and never")
    picture(editor, "comparison")
    editor.get_by_role("link", name="Version 2", exact=True).click()
    press(editor, "Publish now")  # a minor change
    reader.goto("/articles/wrists-at-the-keyboard/")
    expect(reader.locator("article")).to_contain_text("and never for long")

    editor.get_by_role("link", name="History").first.click()
    picture(editor, "history")
    editor.get_by_role("button", name="Restore").click()
    expect(first_words(editor)).to_contain_text("but not for long")
    press(editor, "Publish now")
    reader.goto("/articles/wrists-at-the-keyboard/")
    expect(reader.locator("article")).to_contain_text("but not for long")


def test_two_desks_on_one_text_lose_nothing(staff, title):
    editor, owner = staff("editor"), staff("owner")
    start_version_of(editor, title)
    owner.goto(editor.url)
    owner.locator("#id_title").fill("Wrists at the keys")
    save_and_go_on(owner)

    editor.locator("#id_change_title").fill("A clearer summary")
    editor.locator('input[name="_continue"]').last.click()

    expect(editor.get_by_role("heading", name="Both texts")).to_be_visible()
    expect(editor.locator(".conflict")).to_contain_text("owner saved this")
    expect(editor.locator("#id_change_title")).to_have_value("A clearer summary")
    to_the_top(editor, ".conflict")
    picture(editor, "two-desks")
    editor.get_by_label("I have compared both. Save mine.").check()
    editor.locator("#id_title").fill("Wrists at the keys")
    save_and_go_on(editor)


def test_words_that_were_never_saved_come_back_after_a_crash(staff, title):
    editor = staff("editor")
    open_article(editor, "Wrists at the keys")
    address = editor.url
    type_into(editor, "#id_change_note", "Typed just before the lights went out.")
    editor.wait_for_timeout(2500)  # the copy is made a moment after the last key
    crashed = editor.context.new_page()
    editor.close(run_before_unload=False)

    crashed.goto(address)
    expect(crashed.get_by_role("status")).to_contain_text("never saved")
    picture(crashed, "after-a-crash")
    crashed.get_by_role("button", name="Bring them back").click()

    expect(crashed.locator("#id_change_note")).to_have_value("Typed just before the lights went out.")
    save_and_go_on(crashed)
    crashed.goto(address)
    expect(crashed.locator("#id_change_note")).to_have_value("Typed just before the lights went out.")
    expect(crashed.locator(".brought-back")).to_have_count(0)


def test_leaving_with_unsaved_words_asks_first(staff, title):
    editor = staff("editor")
    open_article(editor, "Wrists at the keys")
    asked = []
    editor.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    type_into(editor, "#id_change_note", "Half a sentence")

    editor.goto("/admin/")

    assert asked == ["beforeunload"]


def test_blocks_are_added_and_moved_by_keyboard_alone(staff, title):
    editor = staff("editor")
    open_article(editor, "Wrists at the keys")
    wait_for_the_editor(editor)
    blocks = editor.locator(".order-machine .inline-related:not(.empty-form)")
    before = blocks.count()

    editor.get_by_label("Add a block at the end").focus()
    editor.keyboard.press("Tab")
    editor.keyboard.press("Enter")
    expect(blocks).to_have_count(before + 1)
    type_text(editor, editor.locator(f"#articles_textblock_set-{before}"), ["The last shall be first."])
    up = editor.locator(f"#articles_textblock_set-{before}").get_by_role("button", name="Move this block up")
    up.focus()
    for _ in range(before):
        editor.keyboard.press("Enter")
    save_and_go_on(editor)

    with editor.expect_popup() as opened:
        editor.get_by_role("link", name="Preview as readers will see it").click()
    expect(opened.value.locator("article p").filter(has_text=re.compile("first|long")).first).to_have_text(
        "The last shall be first."
    )


def test_a_text_is_withdrawn_and_readers_get_a_helpful_page(staff, visitor, title):
    owner = staff("owner")
    owner.goto("/admin/articles/revision/?q=Wrists")
    owner.locator("#result_list").get_by_role("link", name="Wrists").click()
    owner.get_by_role("link", name="History").first.click()
    owner.locator("table").get_by_role("link", name="3", exact=True).click()
    give_reason(owner, "Withdraw", "It was only a test.")

    reader = visitor()
    assert reader.goto("/articles/wrists-at-the-keyboard/").status == 410
    expect(reader.get_by_role("heading", level=1)).to_contain_text("taken this page down")
