"""One open site for all browser tests, started as `make run` does, and a Chromium that reports every complaint."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from faults.house import TOP, House

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SCREENS = TOP / "var" / "screens"
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """The finished site with its demo content."""
    folder = tmp_path_factory.mktemp("house")
    house = House(folder, PROXY_COUNT="0")
    house.environment["SITE_URL"] = house.address
    house.accounts = prepared_accounts(house)
    house.cookies = {}
    house.start()
    yield house
    house.stop()


def prepared_accounts(house):
    """{name: password} of the staff accounts, as the first `make run` prints them."""
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=TOP, env=house.environment, check=True, text=True,
                   stdout=subprocess.PIPE)  # fmt: skip
    lines = (Path(house.folder) / "staff-accounts.txt").read_text().splitlines()
    return dict(found.groups() for line in lines if (found := re.match(r"\s*(\w+)\s+(\S{10,})", line)))


@pytest.fixture(scope="session")
def base_url(house):
    return house.address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture
def complaints():
    """What the browser's console complained about; empty at the end, or the test fails."""
    found = []
    yield found
    assert found == []


@pytest.fixture
def visitor(browser, browser_context_args, complaints):
    """`visitor(width=390, dark=False, scripts=True)`: a page of a new person, whose console is listened to."""
    contexts = []

    def come(width=1280, dark=False, scripts=True, **options):
        context = browser.new_context(
            **browser_context_args,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        listen(page, complaints)
        return page

    yield come
    for context in contexts:
        context.close()


def listen(page, complaints):
    """Messages of the content policy and errors of scripts are complaints; an answer of 4xx that a test asks for is not."""
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: (
            complaints.append(f"{page.url}: {message.text}")
            if message.type == "error" and "status of 4" not in message.text
            else None
        ),
    )


@pytest.fixture
def staff(visitor, house):
    """`staff("editor")`: a page of somebody who is logged in, once for all tests: the door counts how often one comes."""

    def log_in(name, **options):
        page = visitor(**options)
        page.context.add_cookies(house.cookies.get(name, []))
        page.goto("/admin/")
        if page.get_by_label("Username").is_visible():
            page.get_by_label("Username").fill(name)
            page.get_by_label("Password").fill(house.accounts[name])
            page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("button", name="Log out")).to_be_visible()
        house.cookies[name] = page.context.cookies()
        return page

    return log_in
