#!/bin/sh
# `make browser-test`: the tests in tests/browser with the Chromium of this machine; it is never downloaded.
set -eu
cd "$(dirname "$0")/.."
if command -v node >/dev/null 2>&1; then
    node --test tests/js/*.test.mjs
else
    echo "Node is not here: the unit tests of static/js are left out."
fi
for browser in ${CHROMIUM:-/usr/bin/chromium chromium chromium-browser google-chrome}; do
    if command -v "$browser" >/dev/null 2>&1; then
        CHROMIUM=$(command -v "$browser")
        export CHROMIUM
        exec .venv/bin/python -m pytest tests/browser "$@"
    fi
done
echo "The browser tests need Chromium, and ${CHROMIUM:-/usr/bin/chromium} is not there. On Debian and Ubuntu: apt install chromium; elsewhere: make browser-test CHROMIUM=/path/to/chromium" >&2
exit 1
