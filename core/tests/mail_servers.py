"""A mail server for tests, with moods."""

from django.core.mail.backends.base import BaseEmailBackend

delivered = []  # addresses, in order
moods = []  # exceptions that the next letters meet, one each


class MoodyServer(BaseEmailBackend):
    """Delivers to `delivered` unless it is in a mood."""

    def send_messages(self, messages):
        for message in messages:
            if moods:
                raise moods.pop(0)
            delivered.extend(message.to)
        return len(messages)
