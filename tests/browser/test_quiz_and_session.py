"""The quiz and the guided session in a real Chromium: with and without scripts, by keyboard, with reduced motion."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

QUIZ = "/quiz/how-flexible-are-you/"
SESSION = "/exercises/session/?e=wall-sit&e=clam"  # a hold of 10 s for both legs, then one for each leg
PLAN = "/exercises/session/plan/"
SPY = """
window.spoken = [];
window.speechSynthesis.speak = (words) => spoken.push(words.text);
window.locks = [];
Object.defineProperty(navigator, "wakeLock", { value: { request: async (kind) => {
  locks.push(kind);
  return { release: async () => locks.push("released") };
} } });
"""


def say(page):
    """What is announced for the exercise on the screen."""
    return page.locator("[data-say]:visible")


def count(page):
    return page.locator("[data-count]:visible")


def started(visitor, path=SESSION, **options):
    """A session at its first exercise, with a clock that only the test moves."""
    page = visitor(**options)
    page.add_init_script(SPY)
    page.clock.install()
    page.goto(path)
    page.get_by_role("button", name="Start the session").click()
    return page


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_a_session_says_who_should_not_before_anything_can_start(visitor):
    page = visitor()

    page.goto(SESSION)

    expect(page.get_by_role("heading", name="Before you start")).to_be_visible()
    expect(page.get_by_text("your blood pressure is high and not controlled")).to_be_visible()
    expect(page.locator("[data-timer]").first).to_be_hidden()


def test_the_clock_gets_ready_holds_and_announces_start_half_and_end(visitor):
    page = started(visitor)
    expect(count(page)).to_have_text("10")
    page.clock.run_for(60_000)
    expect(count(page)).to_have_text("10")  # it never starts by itself

    press(page, "Start")
    expect(say(page)).to_have_text("Get ready: Wall sit")
    page.clock.run_for(10_100)
    expect(say(page)).to_have_text("Hold. 1 of 5")
    page.clock.run_for(5_000)
    expect(say(page)).to_have_text("Half way")
    page.clock.run_for(5_000)
    expect(say(page)).to_have_text("Lower slowly")


def test_a_pause_never_resets_and_a_reload_keeps_the_place(visitor):
    page = started(visitor)
    press(page, "Start")
    page.clock.run_for(13_500)
    press(page, "Pause")
    before = count(page).text_content()

    page.clock.run_for(600_000)
    expect(count(page)).to_have_text(before)
    page.reload()

    expect(page.get_by_role("heading", name="Wall sit")).to_be_visible()
    expect(count(page)).to_have_text(before)
    expect(page.get_by_role("button", name="Go on", exact=True)).to_be_visible()


def test_skip_and_back_move_through_the_steps_and_start_over_begins_again(visitor):
    page = started(visitor)
    press(page, "Start")
    press(page, "Skip step")
    expect(say(page)).to_have_text("Hold. 1 of 5")
    press(page, "Skip step")
    expect(say(page)).to_have_text("Lower slowly")
    press(page, "Step back")
    expect(say(page)).to_have_text("Hold. 1 of 5")

    press(page, "Start over")

    expect(count(page)).to_have_text("10")
    expect(page.locator("[data-unit]:visible")).to_have_text("to get ready")


def test_longer_times_are_longer(visitor):
    page = started(visitor)
    page.get_by_text("Time, sounds and spoken words").click()

    page.get_by_label("×2, twice as long").check()

    expect(count(page)).to_have_text("20")


def test_sides_are_named_for_one_sided_exercises_only(visitor):
    page = started(visitor)
    press(page, "Next: Clam")
    press(page, "Start")
    press(page, "Skip step")

    expect(say(page)).to_have_text(re.compile(r"Right leg, 1 of \d+"))


def test_the_screen_stays_on_while_it_runs_and_speech_is_only_for_those_who_ask(visitor):
    page = started(visitor)
    press(page, "Start")
    assert page.evaluate("locks") == ["screen"]
    assert page.evaluate("spoken") == []
    press(page, "Pause")
    page.wait_for_function("locks.length === 2")
    page.get_by_text("Time, sounds and spoken words").click()
    page.get_by_label("Spoken words").check()
    press(page, "Start over")

    press(page, "Start")

    assert page.evaluate("locks") == ["screen", "released", "screen"]
    assert page.evaluate("spoken") == ["Get ready: Wall sit"]


def test_the_dial_is_a_silent_timer(visitor):
    page = started(visitor)

    dial = page.locator("[data-dial]:visible")

    assert (dial.get_attribute("role"), dial.get_attribute("aria-live")) == ("timer", "off")


def test_a_whole_session_works_by_keyboard(visitor):
    page = visitor()
    page.clock.install()
    page.goto(SESSION)
    page.get_by_role("button", name="Start the session").focus()

    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wall sit")).to_be_focused()
    focus_by_tab(page, "Start")
    page.keyboard.press("Space")
    page.clock.run_for(95_000)
    expect(say(page)).to_have_text("Done. Well held!")
    page.keyboard.press("Enter")  # the same button now leads on
    expect(page.get_by_role("heading", name="Clam")).to_be_focused()
    focus_by_tab(page, "Finish")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Well done")).to_be_focused()


def focus_by_tab(page, name):
    """Tabs on until the button of this name has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"No way to “{name}” by keyboard")


def test_reduced_motion_moves_the_ring_once_a_second(visitor):
    page = started(visitor, reduced_motion="reduce")
    press(page, "Start")
    ring = page.locator("[data-ring]:visible")

    places = set()
    for _ in range(10):
        page.clock.run_for(100)
        places.add(ring.get_attribute("stroke-dasharray"))

    assert len(places) <= 2


def test_without_scripts_the_session_is_a_numbered_page(visitor):
    page = visitor(scripts=False)

    page.goto(SESSION)

    expect(page.get_by_text("Exercise 1 of 2")).to_be_visible()
    expect(page.get_by_text("Exercise 2 of 2")).to_be_visible()
    expect(page.locator(".timer").first).to_be_hidden()
    expect(page.get_by_text("Count slowly to 10 while you hold")).to_be_visible()
    page.get_by_role("link", name="Tell us how it felt").click()
    page.get_by_role("group", name="Clam").get_by_text("Fine").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def choose(page, words):
    """A click on a tile: its label lies over the whole of it."""
    page.locator(".tiles").get_by_text(words, exact=True).click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_takes_the_quiz_to_its_result(visitor, scripts):
    page = visitor(scripts=scripts)
    page.goto(QUIZ)
    page.get_by_role("link", name="Start the quiz").click()
    choose(page, "No, none of these")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Question 1 of 9", exact=True)).to_be_visible()

    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_role("alert")).to_contain_text("needs your attention")
    choose(page, "To my ankle")
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_label("To my ankle")).to_be_checked()
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("button", name="Skip this one").click()
    answer_the_rest(page)

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_text(re.compile(r"You score \d+ out of 24"))).to_be_visible()
    expect(page.get_by_role("img", name=re.compile(r"Gauge: \d+ out of 24"))).to_be_visible()
    assert "?" not in page.url
    assert [cookie["name"].rpartition("-")[2] for cookie in page.context.cookies()] in ([], ["csrf"], ["csrftoken"])


def answer_the_rest(page):
    """Takes the third answer of every question until the result is there."""
    while page.locator("progress").count():
        page.locator(".tiles .form-check-label").nth(2).click()
        with page.expect_navigation():
            page.locator("form .btn-primary").click()


def test_the_quiz_works_by_keyboard(visitor):
    page = visitor()
    page.goto(f"{QUIZ}questions/")
    page.locator("[name=answer]").first.focus()

    page.keyboard.press("Space")
    focus_by_tab(page, "Go on")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Question 1 of 9", exact=True)).to_be_visible()
    focus_by_tab(page, "Next question")
    page.keyboard.press("Enter")

    expect(page.locator("#mistakes")).to_be_focused()


def test_a_warning_ends_the_quiz_with_a_care_card_and_nothing_is_sold(visitor):
    page = visitor()
    page.goto(f"{QUIZ}questions/")

    choose(page, "Yes, something in the first list")
    page.get_by_role("button", name="Go on").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Please get help first")
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()
    assert page.locator(".ad, .card, .shelf").count() == 0


@pytest.mark.parametrize("dark", [False, True])
def test_quiz_and_session_have_no_barrier_that_axe_knows(visitor, dark):
    page = visitor(dark=dark, width=390)
    found = []
    page.goto(SESSION)
    found += barriers(page)
    page.get_by_role("button", name="Start the session").click()
    found += barriers(page)
    page.goto(PLAN)
    found += barriers(page)
    page.goto(f"{QUIZ}questions/")
    found += barriers(page)
    choose(page, "No, none of these")
    page.get_by_role("button", name="Go on").click()
    found += barriers(page)
    page.get_by_role("button", name="Next question").click()
    found += barriers(page)
    answer_the_rest(page)
    found += barriers(page)

    assert found == []


def barriers(page):
    """What axe finds on the page as it is now."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    return [(page.url, one["id"], one["nodes"][0]["html"][:120]) for one in Axe().run(page).response["violations"]]
