"""What editors and advisors do in the staff area, step by step, for browser tests. No tests here."""

import re

from playwright.sync_api import expect


def add_block(page, title):
    """Opens the menu of blocks at the end of the text and adds one; gives its part of the form."""
    button = page.locator(f'.plugin-button[title="{title}"]')
    prefix = button.get_attribute("data-plugin-prefix")
    number = page.locator(f'.inline-related[id^="{prefix}-"]:not(.empty-form)').count()
    page.locator(".order-machine-insert-target.last").click()
    button.click()
    block = page.locator(f"#{prefix}-{number}")
    expect(block).to_be_visible()
    return block


def type_text(page, block, lines):
    """Types lines into a prose editor as a person would; a line that begins with "## " becomes a heading."""
    block.locator("[contenteditable=true]").click()
    for number, line in enumerate(lines):
        if number:
            page.keyboard.press("Enter")
        mark, words = re.match(r"(## |\d+\. )?(.*)", line, re.S).groups()
        if mark == "## ":
            page.keyboard.type(mark)
        page.keyboard.insert_text(words if mark == "## " else line)


def choose(page, field, words, option=None):
    """Picks something from a field with search. `field` is the locator of the field's row."""
    field.locator(".select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").last.fill(words)
    page.locator(
        ".select2-results__option--highlighted, .select2-results__option", has_text=option or words
    ).first.click()


def save_and_go_on(page):
    """Saves and stays on the page."""
    page.locator('input[name="_continue"]').last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def press(page, name):
    """A button for what can be done next."""
    page.get_by_role("button", name=name).first.click()
    expect(page.locator(".messagelist li").first).to_be_visible()
