"""The roof: settings, addresses and commands that need every app. Nothing imports it."""
