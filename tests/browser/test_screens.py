"""A picture of every public page at two widths in both schemes under var/screens/, and what a look at them would find."""

import re

import pytest

from tests.browser.conftest import SCREENS

ARTICLE = "/articles/five-exercises-for-a-sore-knee-after-running/"
PAGES = [
    "/", "/articles/", ARTICLE, f"{ARTICLE}rate/", f"{ARTICLE}session/", "/articles/two-colourful-weeknight-dinners/",
    "/topics/", "/topics/knees/", "/authors/orla-fenwick/", "/exercises/", "/exercises/wall-sit/",
    "/exercises/session/?e=wall-sit&e=bridge", "/questions/", "/questions/ask/", "/products/", "/products/arnica-gel/",
    "/quiz/", "/quiz/how-flexible-are-you/", "/newsletter/", "/search/?q=knee", "/search/?q=xyzzy", "/about/",
    "/about/privacy/", "/about/accessibility/", "/about/how-we-work/", "/no-such-page/",
]  # fmt: skip
WAYS = [(width, dark) for width in (390, 1280) for dark in (False, True)]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_at_every_width_and_in_both_schemes(visitor, path):
    SCREENS.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"\W+", "-", path.strip("/")) or "home"

    for width, dark in WAYS:
        page = visitor(width=width, dark=dark)
        page.goto(path)
        scroll_through(page)
        page.screenshot(path=SCREENS / f"{name}-{width}-{'dark' if dark else 'light'}.png", full_page=True)

        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("[...document.images].filter(one => one.complete && !one.naturalWidth).length") == 0
        assert page.context.cookies() == [] or "rate" in path or "ask" in path or "newsletter" in path or "quiz" in path


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_the_narrowest_screen(visitor, path):
    page = visitor(width=320)

    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    "path", [ARTICLE, "/", "/topics/knees/", "/products/arnica-gel/", "/questions/", "/exercises/"]
)
def test_a_long_web_address_breaks_and_widens_no_page(visitor, path):
    for width in (390, 768, 1280):
        page = visitor(width=width)
        page.goto(path)

        page.evaluate("""for (const text of document.querySelectorAll("main :is(h1, h2, p, li, dd, .reviewed span)"))
            text.append(" https://example.org/" + "a".repeat(150));""")

        assert page.evaluate("document.documentElement.scrollWidth") <= width


def scroll_through(page):
    """Lets every lazy picture come."""
    page.evaluate(
        """async () => { for (let y = 0; y < document.documentElement.scrollHeight; y += 800) {
            window.scrollTo(0, y); await new Promise(done => setTimeout(done, 30)); } window.scrollTo(0, 0); }"""
    )
    page.wait_for_load_state("networkidle")
