"""A mail server that takes everything and keeps nothing, in a process of its own: `python -m bench.mail_sink PORT`."""

import sys
import time

from aiosmtpd.controller import Controller


class Sink:
    """Says yes to every letter, and takes several commands at once, as most mail servers do."""

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 (aiosmtpd's name)
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", responses[-1]]

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        return "250 taken"


if __name__ == "__main__":
    Controller(Sink(), hostname="127.0.0.1", port=int(sys.argv[1])).start()
    while True:
        time.sleep(3600)
