"""How a session felt, my plan, the session on paper, and the quiz desk in a real Chromium."""

import re

from playwright.sync_api import expect

from tests.browser.test_quiz_and_session import PLAN, QUIZ, answer_the_rest, choose, focus_by_tab, press, started


def test_on_paper_there_are_the_exercises_and_nothing_else(visitor):
    page = started(visitor)

    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="Wall sit")).to_be_visible()
    expect(page.get_by_role("heading", name="Clam")).to_be_visible()
    for away in (".head", ".foot", ".crumbs", "[data-timer]", "[data-view=start]", "[data-view=end]", "[data-chain]"):
        expect(page.locator(away).first).to_be_hidden()


def test_my_plan_is_kept_started_and_shared_without_telling_the_server(visitor):
    page = visitor()
    for slug in ("clam", "bridge"):
        page.goto(f"/exercises/{slug}/")
        press(page, "Add to my plan")
    asked = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))

    page.goto(PLAN)
    expect(page.locator("[data-plan-lines] li")).to_have_text([re.compile("Clam"), re.compile("Bridge")])
    page.get_by_role("button", name="Start the session").click()
    expect(page.get_by_text("Exercise 1 of 2")).to_be_visible()
    link = page.locator("[data-plan-link]").get_attribute("href")

    assert link == "#plan=clam,bridge"
    assert [address for address in asked if re.search(r"[?=](clam|bridge)|/(clam|bridge)/", address)] == []
    friend = visitor()
    friend.goto(PLAN + link)
    expect(friend.get_by_text("Somebody shared this plan with you.")).to_be_visible()
    friend.get_by_role("button", name="Keep this plan").click()
    expect(friend.locator("[data-plan-lines] li")).to_have_count(2)
    friend.get_by_role("button", name="Take Clam out of my plan").click()
    expect(friend.locator("[data-plan-lines] li")).to_have_count(1)


def test_my_plan_on_paper_is_the_chosen_exercises_only(visitor):
    page = visitor()
    page.goto(f"{PLAN}#plan=clam,bridge")
    expect(page.get_by_role("button", name="Print the exercises")).to_be_visible()

    page.emulate_media(media="print")

    shown = [one.get_attribute("id") for one in page.locator("[data-exercise]").all() if one.is_visible()]
    assert shown == ["clam", "bridge"]
    for away in (".head", ".foot", "[data-view=start]", "[data-plan-lines]"):
        expect(page.locator(away).first).to_be_hidden()


def test_my_plan_is_a_session_by_keyboard(visitor):
    page = visitor()
    page.goto(f"{PLAN}#plan=clam,bridge")

    focus_by_tab(page, "Start the session")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Clam")).to_be_focused()
    focus_by_tab(page, "Next: Bridge")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bridge")).to_be_focused()


def test_a_quiz_result_on_paper_has_score_gauge_and_areas_and_no_buttons(visitor):
    page = visitor()
    page.goto(f"{QUIZ}questions/")
    choose(page, "No, none of these")
    with page.expect_navigation():
        page.get_by_role("button", name="Go on").click()
    answer_the_rest(page)

    page.emulate_media(media="print")

    expect(page.get_by_text("You score 16 out of 24.")).to_be_visible()
    expect(page.get_by_role("img", name="Gauge: 16 out of 24")).to_be_visible()
    expect(page.get_by_role("heading", name="Area by area")).to_be_visible()
    expect(page.get_by_text("This is not a medical test or a diagnosis")).to_be_visible()
    for away in ("nav", ".foot nav", "form .btn"):
        expect(page.locator(away).first).to_be_hidden()


def test_an_editor_moves_a_band_and_it_takes_over_the_score_of_its_new_place(staff):
    page = staff("editor")
    page.goto("/admin/quiz/quiz/")
    page.locator("#result_list tbody th a").first.click()
    bands = page.locator("#bands-group")
    page.wait_for_selector("#bands-group .drag-grip")

    bands.locator(".drag-grip").first.focus()
    page.keyboard.press("ArrowDown")

    first, second = (
        bands.locator(".inline-related.has_original").nth(0),
        bands.locator(".inline-related.has_original").nth(1),
    )
    assert first.locator("input[name$=first_score]").input_value() == "0"
    assert first.locator("input[name$=title]").input_value() == "Some stiffness"
    assert second.locator("input[name$=first_score]").input_value() == "8"
    assert second.locator("input[name$=title]").input_value() == "Quite stiff at the moment"


def test_six_exercises_fit_on_one_sheet(visitor):
    page = visitor()
    page.goto("/exercises/session/?e=wall-sit&e=leg-extension&e=clam&e=bridge&e=toe-taps&e=heel-raise")

    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))

    assert len(sheets) == 1


def test_how_it_felt_is_one_tap_and_hurt_says_what_to_do(visitor):
    page = started(visitor, "/exercises/session/?e=bridge")
    press(page, "Finish")
    row = page.locator('[data-felt="bridge"]')

    row.get_by_role("button", name="It hurt").click()

    expect(page.get_by_role("heading", name="When it hurt")).to_be_visible()
    page.clock.run_for(1_000)
    expect(page.get_by_text("Thank you.")).to_be_visible()
    expect(row.get_by_role("button", name="Fine")).to_be_disabled()
