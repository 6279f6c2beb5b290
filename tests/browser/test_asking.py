"""The asker's whole way and the advisor's, in a real browser, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader_steps import tick
from tests.browser.staff_steps import press

SLOWER_THAN_A_ROBOT = 3200  # milliseconds; what comes sooner is held for a person


def pass_signs(page):
    """Ticks "None of these" and goes on to the form."""
    page.goto("/questions/ask/")
    tick(page.get_by_label("None of these"))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask the advisor")


def fill_in(page, question, details, publish=False):
    page.get_by_label("Your question in one line").fill(question)
    page.get_by_label("Tell us more").fill(details)
    page.get_by_label("What is it about?").select_option("knees")
    page.get_by_label("How long has it been there?").select_option("weeks")
    for box in ("adult", "health", *(["publish"] if publish else [])):
        tick(page.locator(f"#id_{box}"))


def send(page, label="Send my question"):
    """From the filled form to the private page; gives its address."""
    page.get_by_role("button", name="Check my question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this right?")
    page.wait_for_timeout(SLOWER_THAN_A_ROBOT)
    page.get_by_role("button", name=label).click()
    address = page.get_by_label("Copy it, or save the page behind it as a bookmark").input_value()
    page.get_by_role("button", name="Open my page").click()
    return address


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_askers_whole_way(visitor, staff, scripts):
    question = f"May I swim with a sore knee, {'with' if scripts else 'without'} fins?"
    asker = visitor(width=390, scripts=scripts)

    # an urgent sign takes no question
    asker.goto("/questions/ask/")
    tick(asker.get_by_label("One calf or leg is swollen, painful or warm"))
    asker.get_by_role("button", name="Go on").click()
    expect(asker.get_by_role("heading", level=1)).to_contain_text("Get help today")
    expect(asker.get_by_role("link", name="Call 111")).to_have_attribute("href", "tel:111")
    asker.get_by_role("link", name="Change what I ticked").click()

    # mistakes keep what was typed
    pass_signs(asker)
    asker.get_by_label("Your question in one line").fill(question)
    asker.get_by_role("button", name="Check my question").click()
    expect(asker.get_by_role("alert")).to_contain_text("need your attention")
    expect(asker.get_by_label("Your question in one line")).to_have_value(question)

    # a matched phrase is shown, changed, and the question sent
    fill_in(asker, question, "My knee is hot and swollen since Monday.", publish=True)
    asker.get_by_role("button", name="Check my question").click()
    expect(asker.locator("main")).to_contain_text("Before you send: is a joint hot and swollen?")
    asker.get_by_role("button", name="Change my question").click()
    asker.get_by_label("Tell us more").fill("It aches a little after the crawl.")
    private = send(asker)
    expect(asker.locator("main")).to_contain_text("Waiting for an answer")

    # a detail, a question back, the answer
    asker.get_by_label("Add a detail").fill("Breaststroke is worse.")
    asker.get_by_role("button", name="Add it").click()
    expect(asker.locator("main")).to_contain_text("Breaststroke is worse.")
    advisor = staff("advisor")
    ask_back(advisor, question)
    asker.goto(private)
    expect(asker.locator("main")).to_contain_text("Does it swell afterwards?")
    asker.get_by_label("Your reply").fill("No, it does not.")
    asker.get_by_role("button", name="Send my reply").click()
    expect(asker.locator("main")).to_contain_text("Being answered")
    answer(advisor, question)
    asker.reload()
    expect(asker.locator("main")).to_contain_text("Yes, front crawl is fine.")
    asker.get_by_role("button", name="Yes, it did").click()
    expect(asker.locator("main")).to_contain_text("You said that it helped.")

    # the link is exchanged, the question erased
    asker.get_by_role("button", name="Exchange the link").click()
    exchanged = asker.url
    assert exchanged != private
    assert asker.request.get(private).status == 404
    asker.get_by_role("button", name="Erase everything").click()
    asker.get_by_role("button", name="Erase everything now").click()
    expect(asker.get_by_role("heading", level=1)).to_have_text("Your question is erased")
    assert asker.request.get(exchanged).status == 404


def open_question(page, question):
    page.goto("/admin/advisor/enquiry/")
    row = page.get_by_role("row").filter(has_text=question)
    row.get_by_role("button", name="Open").click()
    expect(page.locator(".messagelist")).to_contain_text("You hold this question for ten minutes")


def ask_back(page, question):
    """The advisor asks one thing back."""
    open_question(page, question)
    page.get_by_text("Ask back once").first.click()
    page.get_by_label("Ask back:").fill("Does it swell afterwards?")
    page.get_by_role("button", name="Ask back once").click()
    expect(page.locator(".messagelist")).to_contain_text("The clock stands still")


def answer(page, question):
    """The advisor writes, cites an exercise with one click, and sends."""
    open_question(page, question)
    expect(page.locator(".asked-by-reader")).to_contain_text("No, it does not.")
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.insert_text("Yes, front crawl is fine.")
    page.get_by_role("button", name="Cite").first.click()
    expect(page.locator("[contenteditable=true]").first).to_contain_text("Yes, front crawl is fine.")
    page.get_by_role("button", name="Send answer").click()
    expect(page.locator(".messagelist .success")).to_contain_text("The answer is sent")


def test_a_reload_loses_nothing_and_characters_left_are_told(visitor):
    page = visitor()
    pass_signs(page)

    page.get_by_label("Tell us more").fill("It clicks on the stairs.")
    expect(page.locator("[data-count]")).to_have_text("1,976 characters left")
    page.reload()

    expect(page.get_by_label("Tell us more")).to_have_value("It clicks on the stairs.")


def test_what_was_kept_for_a_reload_is_forgotten_after_sending(visitor):
    page = visitor()
    pass_signs(page)
    fill_in(page, "Is dancing good for knees?", "I would like to dance again.")
    send(page)

    assert page.evaluate("Object.keys(sessionStorage)") == []


def test_answered_questions_are_offered_while_typing_and_end_the_flow(visitor, house):
    before = house.rows("SELECT count(*) FROM advisor_enquiry")
    page = visitor()
    pass_signs(page)

    page.get_by_label("Your question in one line").fill("Why do my knees click when I climb the stairs?")
    panel = page.get_by_role("region", name="Perhaps already answered")
    expect(panel.get_by_role("link", name="Why do my knees click when I climb the stairs?")).to_be_visible()
    assert panel.locator("[aria-live=polite]").count() == 1
    panel.get_by_role("button", name="This answers me").first.click()

    expect(page).to_have_url(re.compile("/questions/[a-z-]+/$"))
    assert house.rows("SELECT count(*) FROM advisor_enquiry") == before
    assert house.rows("SELECT sum(deflected) FROM advisor_questioncount") == [(1,)]


def test_did_this_help_is_lifted_onto_the_page(visitor):
    page = visitor(width=390)
    page.goto("/questions/knees-click-on-the-stairs/")
    page.get_by_role("link", name="Did this help?").click()
    page.get_by_role("button", name="Yes, it did").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


def test_the_signs_work_by_keyboard_alone(visitor):
    page = visitor()
    page.goto("/questions/ask/")
    page.get_by_label("None of these").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Go on").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Ask the advisor")


def test_a_held_question_is_released_by_the_advisor(visitor, staff):
    page = visitor(scripts=False)
    pass_signs(page)
    fill_in(page, "Is this too quick?", "Written by somebody who fills in everything.")
    page.locator("[name=website]").fill("a robot's address", force=True)
    page.get_by_role("button", name="Check my question").click()
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your question is sent")

    advisor = staff("advisor")
    advisor.goto("/admin/advisor/enquiry/?queue=held")
    advisor.get_by_role("link", name=re.compile("Is this too quick")).click()
    advisor.get_by_role("button", name="No spam: put it into the queue").click()

    expect(advisor.locator(".messagelist")).to_contain_text("Released")


def test_a_page_of_the_desk_has_a_button_that_gives_the_question_back(visitor, staff):
    page = visitor(scripts=False)
    pass_signs(page)
    fill_in(page, "Should I rest on Sundays?", "Two runs a week, nothing hurts.")
    send(page)
    advisor = staff("advisor")
    open_question(advisor, "Should I rest on Sundays?")

    press(advisor, "Give it back")

    expect(advisor.locator(".desk-state")).to_contain_text("nobody")
