"""A real mail server for tests, on a free port of this machine: it takes letters, or refuses, hangs up, dawdles."""

import asyncio
import contextlib
import email
import re
import socket

from aiosmtpd.controller import Controller


class Behaviour:
    """What the server does. `refused` and `put_off` are addresses; `hangs_up_at` counts letters, from 1."""

    pipelining = True  # it says that it takes several commands at once, as most mail servers do

    def __init__(self, refused=(), put_off=(), hangs_up_at=(), says="", slow=0):
        self.refused, self.put_off, self.hangs_up_at = set(refused), set(put_off), set(hangs_up_at)
        self.says, self.slow = says, slow
        self.letters, self.seen, self.when_taken = [], 0, None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 (aiosmtpd's name)
        session.host_name = hostname
        return [*responses[:-1], *(["250-PIPELINING"] if self.pipelining else []), responses[-1]]

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refused:
            return "550 No such user"
        if address in self.put_off:
            return "451 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.seen += 1
        if self.seen in self.hangs_up_at:
            server.transport.abort()
            return "250 never heard"
        if self.slow:
            await asyncio.sleep(self.slow)
        if self.says:
            return self.says
        self.letters.append((envelope.rcpt_tos[0], envelope.content))
        if self.when_taken:
            self.when_taken(self)
        return "250 taken"

    def receivers(self) -> list:
        """Who got a letter, sorted; twice if they got two."""
        return sorted(to for to, _ in self.letters)

    def message_to(self, address):
        """The letter of one receiver, taken apart."""
        return email.message_from_bytes(dict(self.letters)[address], policy=email.policy.default)

    def message_ids(self) -> dict:
        """{receiver: set of Message-IDs}."""
        found = {}
        for to, content in self.letters:
            found.setdefault(to, set()).add(re.search(rb"(?m)^Message-ID: (\S+)", content)[1])
        return found


@contextlib.contextmanager
def a_mail_server(settings, port=None, **behaviour):
    """The site's letters go to this server; gives its Behaviour, with all letters taken so far."""
    handler = Behaviour(**behaviour)
    controller = Controller(handler, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    settings.EMAIL_TIMEOUT = 5
    try:
        yield handler
    finally:
        controller.stop()


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
