"""The small scripts of the pages: their own tests with Node's runner, and how much of them a reader loads."""

import gzip
import re
import shutil
import subprocess

import brotli
import pytest
from django.conf import settings

SCRIPTS = settings.BASE_DIR / "static" / "js"
SESSION_LIMIT = 6 * 1024  # bytes, compressed
SCRIPT_TAG = re.compile(r'src="{% static "js/([\w-]+\.js)" %}"')
IMPORT = re.compile(r'^import [^"]*"\./([\w-]+\.js)"', re.MULTILINE)


def test_the_scripts_pass_their_own_tests():
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed; the tests of the scripts run where it is")

    files = sorted((settings.BASE_DIR / "tests" / "js").glob("*.test.mjs"))
    run = subprocess.run([node, "--test", *files], capture_output=True, text=True, timeout=120, check=False)

    assert len(files) >= 3
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]


def test_the_scripts_of_the_session_weigh_little():
    """All that the page of a session loads but for the search field, which every page has; in either coding."""
    page = (settings.BASE_DIR / "templates" / "exercises" / "session.html").read_text()
    files = set().union(*(with_imports(name) for name in SCRIPT_TAG.findall(page)))

    texts = [(SCRIPTS / name).read_bytes() for name in files]

    assert {"session.js", "session-clock.js", "session-words.js", "session-cues.js", "print.js"} <= files
    assert sum(len(brotli.compress(text)) for text in texts) <= SESSION_LIMIT
    assert sum(len(gzip.compress(text, mtime=0)) for text in texts) <= SESSION_LIMIT


def with_imports(name) -> set[str]:
    """A script and what it imports before it runs."""
    found = {name}
    for inner in IMPORT.findall((SCRIPTS / name).read_text()):
        found |= with_imports(inner)
    return found
