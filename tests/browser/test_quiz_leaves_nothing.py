"""A real round of the quiz on a real server: nothing of its answers lies anywhere on the disk or in the browser."""

import re
from pathlib import Path

from tests.browser.test_quiz_and_session import QUIZ, answer_the_rest, choose


def files_with(folder, words):
    """The files below a folder that hold these words, whatever kind of file it is: database, journal, log, cache."""
    found = []
    for file in Path(folder).rglob("*"):
        try:
            if file.is_file() and words.encode() in file.read_bytes():
                found.append(file.name)
        except FileNotFoundError:  # a journal that was folded in meanwhile
            continue
    return found


def test_answers_are_in_no_file_of_the_server_and_in_no_store_of_the_browser(visitor, house):
    page = visitor()
    asked = []
    page.on("request", lambda request: asked.append(request))
    page.goto(f"{QUIZ}questions/")
    choose(page, "No, none of these")
    with page.expect_navigation():
        page.get_by_role("button", name="Go on").click()
    answer_the_rest(page)
    state = page.locator("[name=answers]").first.get_attribute("value")
    parts = [part for part in re.split("[.:]", state) if len(part) > 12]
    text = page.content()

    assert "You score" in text
    assert parts
    assert "house.log" in files_with(house.folder, f"{QUIZ}questions/")  # the round did leave its lines there
    for secret in [state, *parts]:
        assert files_with(house.folder, secret) == []
        assert [one.url for one in asked if secret in one.url] == []
        assert [secret in str(value) for one in asked for value in one.headers.values()].count(True) == 0
        assert secret not in str(page.context.cookies())
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert {re.sub(r"^https?://[^/]+", "", one.url) for one in asked if one.method == "POST"} == {f"{QUIZ}questions/"}
