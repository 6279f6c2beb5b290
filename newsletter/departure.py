"""The day of an approved issue: it starts, or it is held back and its people are told."""

import logging

from django.db import transaction
from django.utils import timezone

from newsletter import emails
from newsletter.issue_steps import NotNow

log = logging.getLogger(__name__)


def let_leave(issue):
    """Looks once more at what was approved, for texts, words and products may have changed since; then starts it."""
    try:
        if issue.held_back_because():
            hold_back(issue)
        else:
            issue.start()
    except NotNow:
        pass  # another worker was quicker, or somebody took it back


@transaction.atomic
def hold_back(issue):
    """A draft again; who wrote and who approved it get a letter."""
    approved_by = issue.approved_by
    issue.hold_back()
    issue.approved_by = approved_by  # only for the letter: the row has forgotten it
    emails.tell_held_back(issue, timezone.now())
    log.warning("Issue %s was held back on its day.", issue.pk)
