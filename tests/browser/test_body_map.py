"""The body map of the home page: a finger on a joint opens its topic, and the list beside it does the same."""

import pytest
from playwright.sync_api import expect

SIZES = [1280, 390]


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("scripts", [True, False])
def test_a_press_on_a_joint_opens_its_topic(visitor, width, scripts):
    page = visitor(width=width, has_touch=width == 390, scripts=scripts)
    page.goto("/")
    joints = page.locator(".map svg a")
    parts = joints.evaluate_all("joints => joints.map((joint) => joint.getAttribute('href'))")
    assert len(parts) == 8

    for number, address in enumerate(parts):
        joint = joints.nth(number)
        joint.tap() if width == 390 else joint.click()
        page.wait_for_url(f"**{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto("/")


def test_keys_and_screen_readers_meet_each_topic_once(visitor):
    page = visitor()
    page.goto("/")

    links = page.get_by_role("region", name="Where do you feel it?").get_by_role("link")
    expect(links).to_have_count(page.locator(".map .links a").count())
    expect(links.filter(has_text="Neck")).to_have_count(1)
    assert page.locator(".map svg a").evaluate_all("joints => joints.every((joint) => joint.tabIndex === -1)")
