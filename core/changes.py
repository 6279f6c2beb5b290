"""What happens after something public was saved: a new edition, and a word to whoever follows (the search index)."""

import logging
from dataclasses import dataclass, field

from django.db import models, transaction

from core.site_state import new_edition

log = logging.getLogger(__name__)
_followers = []


def follow_changes(tell):
    """`tell(instance, deleted: bool)` is called after each committed change of a public thing. Called from ready()."""
    if tell not in _followers:
        _followers.append(tell)


@dataclass(frozen=True)
class Word:
    """What one follower is told. Equal words in one transaction are said once."""

    tell: object
    model: type
    pk: object
    deleted: bool
    instance: object = field(compare=False)

    def __call__(self):
        try:
            self.tell(self.instance, self.deleted)
        except Exception:  # what was saved stays saved; the worker repairs what a follower missed
            log.exception("A follower of changes failed")


def announce(instance, deleted=False):
    """Says that `instance` changed. Bulk updates call it themselves; save() and delete() of PublicModel do it."""
    after_commit_once(new_edition)
    for tell in _followers:
        after_commit_once(Word(tell, type(instance), instance.pk, deleted, instance))


def after_commit_once(act):
    """A transaction that saves forty blocks of a text starts one edition and indexes the text once, not forty times."""
    waiting = transaction.get_connection().run_on_commit
    if all(act != planned for _savepoints, planned, _robust in waiting):
        transaction.on_commit(act, robust=True)


class PublicModel(models.Model):
    """Base of everything that readers can see."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        announce(self)

    def delete(self, *args, **kwargs):
        pk = self.pk
        result = super().delete(*args, **kwargs)
        self.pk = pk  # followers need to know who is gone
        announce(self, deleted=True)
        return result
