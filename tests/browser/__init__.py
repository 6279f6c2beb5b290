"""The house in a real Chromium: `make browser-test`."""
