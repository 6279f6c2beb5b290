"""The newsletter in a real browser: sign up, confirm, choose, leave; and an issue from the desk to the inbox."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.reader_steps import tick
from tests.browser.staff_steps import choose, press, save_and_go_on


def letters_to(house, address) -> list:
    """The letters in the mail folder for one address, oldest first."""
    files = sorted((Path(house.folder) / "mail").glob("*"), key=lambda file: file.stat().st_mtime)
    whole = "\n".join(file.read_text(errors="replace") for file in files)
    found = re.split(r"(?m)^-{60,}$", whole)
    return [letter for letter in found if f"\nTo: {address}\n" in letter]


def wait_for_letter(house, address, words, within=60):
    """The newest letter to an address that holds these words."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        for letter in reversed(letters_to(house, address)):
            if words in letter:
                return letter
        time.sleep(0.2)
    raise AssertionError(f"No letter with {words!r} within {within} seconds.")


def link_in(letter, page):
    """The private address of a letter that leads to a page."""
    return re.search(rf"https?://\S+?/newsletter/{page}/[\w=-]+/", letter)[0]


def sign_up(page, house, address, topic="Knees"):
    """From the form to the confirmed sign-up; ends on the private page."""
    page.goto("/newsletter/")
    page.get_by_label("Email").fill(address)
    tick(page.get_by_label(topic, exact=True))
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please look into your inbox")
    page.goto(link_in(wait_for_letter(house, address, "say that it was you"), "confirm"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_reader_signs_up_confirms_chooses_and_leaves(visitor, house, scripts):
    address = f"anna.{'with' if scripts else 'without'}@example.org"
    page = visitor(width=390, scripts=scripts)

    sign_up(page, house, address)
    if not scripts:  # with scripts the form posts itself
        page.get_by_role("button", name="Yes, send me the letter").click()
    expect(page.locator(".alert-success")).to_contain_text("You are on the list.")
    expect(page.get_by_label("Knees", exact=True)).to_be_checked()

    tick(page.get_by_label("Hips", exact=True))
    tick(page.get_by_label("Pause for a month"))
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".alert-success")).to_contain_text("Saved.")
    expect(page.get_by_label("Hips", exact=True)).to_be_checked()
    expect(page.get_by_label("Pause for a month")).to_be_checked()

    page.get_by_role("link", name="Leave the newsletter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leave the newsletter?")
    page.get_by_role("button", name="Yes, let me go").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have left")


def test_a_mistake_is_named_and_nothing_is_lost(visitor):
    page = visitor()
    page.goto("/newsletter/")
    page.get_by_label("Email").fill("anna at home")
    tick(page.get_by_label("Food", exact=True))

    page.get_by_role("button", name="Sign up").click()

    expect(page.get_by_role("alert")).to_contain_text("does not look like an email address")
    expect(page.get_by_label("Email")).to_have_value("anna at home")
    expect(page.get_by_label("Food", exact=True)).to_be_checked()


def test_the_panel_beside_an_article_becomes_the_form(visitor):
    page = visitor()
    page.goto("/articles/walking-with-osteoarthritis/")

    page.get_by_role("complementary").get_by_role("link", name="Get the letter").click()

    expect(page.get_by_label("Email")).to_be_focused()
    expect(page.get_by_role("complementary").get_by_text("By signing up you agree")).to_be_visible()
    page.get_by_label("Email").fill("panel@example.org")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Please look into your inbox")


def test_an_issue_is_built_approved_by_a_second_person_and_sent(visitor, staff, house):
    reader = visitor()
    sign_up(reader, house, "bert@example.org", topic="Everything")
    expect(reader.locator(".alert-success")).to_contain_text("You are on the list.")

    editor, owner = staff("editor"), staff("owner")
    editor.goto("/admin/newsletter/issue/add/")
    editor.get_by_label("Subject").fill("Soup weather")
    editor.locator(".field-greeting [contenteditable=true]").click()
    editor.keyboard.insert_text("Dear reader, it is time for soup.")
    choose(editor, editor.locator(".field-product"), "Bath", "Bath salts")
    editor.get_by_role("link", name="Today").first.click()
    editor.locator("#id_send_at_1").fill("00:00")
    editor.locator("#id_picks-0-recipe").select_option(label="Baked salmon, lentils and lemony greens")
    save_and_go_on(editor)
    phone = editor.frame_locator('iframe[title="The letter on a phone"]')
    expect(phone.get_by_role("heading", name="Baked salmon, lentils and lemony greens")).to_be_visible()
    expect(phone.get_by_text("Our product – advertising")).to_be_visible()
    text = editor.frame_locator('iframe[title="The letter as plain text"]')
    expect(text.get_by_text("Dear reader, it is time for soup.")).to_be_visible()
    address = editor.url

    press(editor, "Send me a test letter")
    wait_for_letter(house, "editor@kneesite.example", "Subject: Test: Soup weather")
    editor.goto(address)
    expect(editor.get_by_text("Please ask somebody else to approve it.")).to_be_visible()
    expect(editor.get_by_role("button", name="Approve it")).to_have_count(0)

    owner.goto(address)
    press(owner, "Approve it: it leaves at once")
    expect(owner.locator(".messagelist li").first).to_contain_text("Approved.")

    letter = wait_for_letter(house, "bert@example.org", "Subject: Soup weather")
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in letter
    all_sent = re.compile(r"\b[1-9]\d* sent, 0 waiting, 0 failed")  # other tests may have left readers on the list
    expect(owner.locator(".field-progress")).to_contain_text(all_sent, timeout=60_000)  # the page counts on by itself
    assert sum("\nSubject: Soup weather\n" in one for one in letters_to(house, "bert@example.org")) == 1

    reader.goto("/newsletter/issues/")
    reader.get_by_role("link", name="Soup weather").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Soup weather")
    reader.goto(link_in(letter, "leave"))
    reader.get_by_role("button", name="Yes, let me go").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("You have left")
