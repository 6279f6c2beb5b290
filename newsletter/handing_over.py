"""How a ready letter goes to the mail server: over one connection, in as few answers to wait for as the server allows."""

import smtplib
from email.utils import parseaddr
from functools import lru_cache


class Unsendable(Exception):  # noqa: N818 (it is said about a letter)
    """This one letter cannot be made or written to the mail server, whatever the server says; the text names the fault."""


def hand_over(mail, letter, subscriber):
    """Sends the letter of one subscriber through Django's mail connection. A fault in the settings is no letter's."""
    mail.open()
    try:
        give(mail, letter.addressed_to(subscriber))
    except (smtplib.SMTPException, OSError):
        raise
    except Exception as error:  # whatever it is about this address, the others get theirs
        raise Unsendable(type(error).__name__) from error


def give(mail, message):
    """One ReadyMessage; its bytes go out as they are."""
    server = getattr(mail, "connection", None)
    if not isinstance(server, smtplib.SMTP):
        mail.send_messages([message])
        return
    sender, (to,), raw = bare_address(message.from_email), message.to, message.message().as_bytes(linesep="\r\n")
    server.ehlo_or_helo_if_needed()
    if server.has_extn("pipelining"):
        send_at_once(server, sender, to, raw)
    else:
        server.sendmail(sender, [to], raw)


def send_at_once(server, sender, to, raw):
    """As smtplib's sendmail() with the same errors, but the three commands before the letter go in one (RFC 2920)."""
    server.send(f"mail FROM:<{sender}>\r\nrcpt TO:<{to}>\r\ndata\r\n".encode("ascii"))
    from_, rcpt, data = server.getreply(), server.getreply(), server.getreply()
    accepted = from_[0] == 250 and rcpt[0] in (250, 251)
    if data[0] == 354:
        server.send(dotted(raw) if accepted else b".\r\n")  # it waits for a letter: an empty one, if it is for nobody
        data = server.getreply()
    if accepted and data[0] == 250:
        return
    leave_in_order(server, from_, rcpt, data)
    if from_[0] != 250:
        raise smtplib.SMTPSenderRefused(*from_, sender)
    if not accepted:
        raise smtplib.SMTPRecipientsRefused({to: rcpt})
    raise smtplib.SMTPDataError(*data)


def leave_in_order(server, *answers):
    """After a refusal the next letter begins anew; after "closing" (421) on a new connection."""
    if any(code == 421 for code, _ in answers):
        server.close()
    else:
        server.rset()


def dotted(raw) -> bytes:
    """The letter as it goes over the wire: a dot that begins a line is doubled, and a lone one ends it."""
    end = b"" if raw.endswith(b"\r\n") else b"\r\n"
    return raw.replace(b"\r\n.", b"\r\n..") + end + b".\r\n"


@lru_cache(maxsize=1)
def bare_address(text) -> str:
    """letters@example.org of "Kneesite <letters@example.org>": the same for all letters."""
    return parseaddr(text)[1]
