"""Forms that are lifted onto a reading page (static/js/lift.js), and what a reader gets when that cannot work."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

ARTICLE = "/articles/five-exercises-for-a-sore-knee-after-running/"
RATE = f"{ARTICLE}rate/"


def rate_links(page):
    return page.get_by_role("link", name="Rate this page")


def test_reading_fetches_no_form_and_leaves_no_cookie(visitor):
    page = visitor()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(ARTICLE)
    page.wait_for_load_state("networkidle")

    assert [url for url in asked if "/static/" not in url and "/media/" not in url] == [page.url]
    assert page.context.cookies() == []


def test_the_rating_form_takes_the_place_of_its_link_and_the_focus(visitor):
    page = visitor()
    page.goto(ARTICLE)

    rate_links(page).first.click()

    expect(page.get_by_role("radio", name="1", exact=True)).to_be_focused()
    expect(page).to_have_url(re.compile(f"{ARTICLE}$"))
    assert page.locator(f"form[action$='{RATE}']").count() == 1
    assert Axe().run(page).violations_count == 0


def test_a_lifted_form_posts_like_its_own_page(visitor):
    page = visitor()
    page.goto(ARTICLE)
    rate_links(page).first.click()

    page.get_by_text("8", exact=True).click()
    page.get_by_role("button", name="Send my rating").click()

    expect(page).to_have_url(re.compile(RATE))
    expect(page.locator("main")).to_contain_text("13 ratings")


def test_the_form_is_lifted_once_and_the_second_link_leads_to_its_page(visitor):
    page = visitor()
    page.goto(ARTICLE)
    rate_links(page).first.click()
    expect(page.get_by_role("radio", name="1", exact=True)).to_be_focused()

    rate_links(page).first.click()

    expect(page).to_have_url(re.compile(f"{RATE}$"))


def test_without_an_answer_the_link_is_followed(visitor):
    page = visitor()
    page.goto(ARTICLE)
    page.evaluate("() => { window.fetch = async () => { throw new Error('no line'); }; }")

    rate_links(page).first.click()

    expect(page).to_have_url(re.compile(f"{RATE}$"))


def test_without_scripts_the_link_is_followed(visitor):
    page = visitor(scripts=False)
    page.goto(ARTICLE)

    rate_links(page).first.click()

    expect(page).to_have_url(re.compile(f"{RATE}$"))


def test_the_sign_up_appears_behind_the_link_one_tabs_to_and_the_focus_stays(visitor):
    page = visitor()
    page.goto("/")
    link = page.get_by_role("link", name="Get the letter")

    link.focus()

    expect(page.get_by_label("Email")).to_be_visible()
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Email")).to_be_focused()
