"""What happens when a mail server does not take a letter: the address rests, the letter waits, or the issue pauses."""

import logging
import smtplib
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from newsletter.delivery import Delivery
from newsletter.issue_steps import NotNow

log = logging.getLogger(__name__)
TRIES = 4  # then a letter that the server keeps putting off has failed
WAIT = timedelta(minutes=10)  # before the second try; doubled each time
MOST_TROUBLE = 5  # letters put off for no reason of theirs: then the whole issue pauses


def refused(delivery, error) -> bool:
    """The server does not know the address (5xx) or cannot take it now (4xx). The next letters go on."""
    code = max((answer[0] for answer in error.recipients.values()), default=0)
    if code >= 500:
        settle(delivery, status=Delivery.Status.FAILED, error=str(code), tries=F("tries") + 1)
        delivery.subscriber.was_refused()
    else:
        put_off(delivery, str(code))
    return True


def unsendable(delivery, error) -> bool:
    """There is no way to write this one letter: it has failed, and the next letters go on."""
    log.warning("Letter %s cannot be sent: %s", delivery.pk, error)
    settle(delivery, status=Delivery.Status.FAILED, error=str(error)[:60], tries=F("tries") + 1)
    return True


def troubled(issue, delivery, error) -> bool:
    """The server is away, hangs up, or refuses the letter itself: this one waits, and so do the others for a while."""
    kind = str(error.smtp_code) if isinstance(error, smtplib.SMTPResponseException) else type(error).__name__
    log.warning("Issue %s was not taken by the mail server: %s", issue.pk, kind)
    if away(error):
        hung_up = isinstance(error, smtplib.SMTPServerDisconnected)  # perhaps because of this very letter
        put_off(delivery, kind, wait=None if hung_up else timedelta(0), burned=hung_up)
        return False
    put_off(delivery, kind)
    if issue.deliveries.waiting().filter(error=kind, tries__gte=1).count() >= MOST_TROUBLE:
        try:
            issue.pause(trouble=f"the mail server refuses the letter ({kind})")
        except NotNow:
            pass  # somebody stopped it meanwhile
        return False
    return True


def away(error) -> bool:
    """True when the letter has nothing to do with it: no connection, no answer, "try later" for everybody (421)."""
    code = getattr(error, "smtp_code", 0)
    hung_up = isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError | smtplib.SMTPHeloError)
    return hung_up or code == 421 or not isinstance(error, smtplib.SMTPException)


def put_off(delivery, kind, wait=None, burned=True):
    """Tries again later, at most TRIES times."""
    tries = delivery.tries + burned
    if tries >= TRIES:
        settle(delivery, status=Delivery.Status.FAILED, error=kind, tries=tries)
        return
    later = timezone.now() + (WAIT * 2**delivery.tries if wait is None else wait)
    settle(delivery, error=kind, tries=tries, not_before=later)


def settle(delivery, **values):
    """Writes down what became of a waiting delivery."""
    Delivery.objects.filter(pk=delivery.pk, status=Delivery.Status.WAITING).update(**values)
