"""Tones and spoken words of the session: at the right moments, and only when the reader switched them on."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_quiz_and_session import SPY, press, say

ONE = "/exercises/session/?e=wall-sit"  # five holds of 10 s, each followed by 6 s of lowering, after 10 s to get ready
HIGH, LOW = 880, 587
EARS = """
window.tones = [];
window.contexts = 0;
window.AudioContext = class {
  currentTime = 0;
  constructor() { contexts += 1; }
  resume() {}
  createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect() {} }; }
  createOscillator() {
    const tone = { frequency: {}, connect: (to) => to, start: () => tones.push(tone.frequency.value), stop() {} };
    return tone;
  }
};
"""


@pytest.fixture
def listening(visitor):
    """`listening("Sounds")`: a session whose clock only the test moves, with these helps switched on."""

    def begin(*helps):
        page = visitor()
        page.add_init_script(SPY + EARS)
        page.clock.install()
        page.goto(ONE)
        page.get_by_text("Time, sounds and spoken words").click()
        for name in helps:
            page.get_by_label(name).check()
        page.get_by_role("button", name="Start the session").click()
        return page

    return begin


def heard(page):
    """(tones, spoken words) since the last time; forgets them."""
    found = page.evaluate("[tones.splice(0), spoken.splice(0)]")
    return found[0], found[1]


def test_each_moment_has_its_tone_and_its_words(listening):
    page = listening("Sounds", "Spoken words")
    assert heard(page) == ([], [])

    press(page, "Start")
    assert heard(page) == ([LOW], ["Get ready: Wall sit"])
    page.clock.run_for(9_800)
    assert heard(page) == ([], [])
    page.clock.run_for(300)
    assert heard(page) == ([HIGH], ["Hold. 1 of 5"])
    page.clock.run_for(5_000)
    assert heard(page) == ([LOW], ["Half way"])
    page.clock.run_for(5_000)
    assert heard(page) == ([LOW], ["Lower slowly"])
    page.clock.run_for(6_000)
    assert heard(page) == ([HIGH], ["Hold. 2 of 5"])
    page.clock.run_for(64_500)
    tones, words = heard(page)
    assert (tones[-1], words[-1]) == (HIGH, "Done. Well held!")
    assert words.count("Done. Well held!") == 1


@pytest.mark.parametrize(
    ("helps", "tones", "words"),
    [
        ((), [], []),
        (("Sounds",), [LOW, HIGH, LOW], []),
        (("Spoken words",), [], ["Get ready: Wall sit", "Hold. 1 of 5", "Half way"]),
    ],
)
def test_only_what_was_switched_on_is_heard(listening, helps, tones, words):
    page = listening(*helps)
    press(page, "Start")
    page.clock.run_for(15_100)

    expect(say(page)).to_have_text("Half way")
    assert heard(page) == (tones, words)
    assert page.evaluate("contexts") == (1 if "Sounds" in helps else 0)


def test_a_pause_is_silent_and_going_on_repeats_nothing(listening):
    page = listening("Sounds", "Spoken words")
    press(page, "Start")
    page.clock.run_for(12_000)
    heard(page)

    press(page, "Pause")
    page.clock.run_for(60_000)
    press(page, "Go on")
    page.clock.run_for(1_000)

    assert heard(page) == ([], [])


def test_switched_off_and_on_while_it_runs_it_obeys_at_once(listening):
    page = listening()
    press(page, "Start")
    page.get_by_label("Sounds").check()
    page.clock.run_for(10_100)
    assert heard(page) == ([HIGH], [])

    page.get_by_label("Sounds").uncheck()
    page.clock.run_for(5_000)

    expect(say(page)).to_have_text("Half way")
    assert heard(page) == ([], [])


def test_wishes_and_place_survive_a_reload_and_nothing_starts_by_itself(listening):
    page = listening("Sounds", "Spoken words", "×2, twice as long")
    press(page, "Start")
    page.clock.run_for(26_000)  # 20 s to get ready, 6 of the 20 s of the first hold

    page.reload()
    page.clock.run_for(60_000)

    assert [page.get_by_label(name).is_checked() for name in ("Sounds", "Spoken words", "×2, twice as long")] == [
        True
    ] * 3
    expect(page.locator("[data-count]:visible")).to_have_text("14")
    assert heard(page) == ([], [])
    press(page, "Go on")
    page.clock.run_for(4_500)
    expect(say(page)).to_have_text("Half way")
