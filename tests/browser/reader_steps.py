"""What readers do, step by step, for browser tests. No tests here."""

from playwright.sync_api import expect


def tick(box):
    """Presses the words beside a box or a round button, as a person does. `box` is the locator of the input.

    Never `check(force=True)`: while one page fades into the next, the browser swallows presses, and force does not wait.
    """
    box.page.locator(f'label[for="{box.get_attribute("id")}"]').click()
    expect(box).to_be_checked()
