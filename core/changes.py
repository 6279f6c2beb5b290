"""What happens after something public was saved: a new edition, and a word to whoever follows (the search index)."""

from functools import partial

from django.db import models, transaction

from core.site_state import new_edition

_followers = []


def follow_changes(tell):
    """`tell(instance, deleted: bool)` is called after each committed change of a public thing. Called from ready()."""
    if tell not in _followers:
        _followers.append(tell)


def announce(instance, deleted=False):
    """Says that `instance` changed. Bulk updates call it themselves; save() and delete() of PublicModel do it."""
    start_edition_once()
    for tell in _followers:
        transaction.on_commit(partial(tell, instance, deleted), robust=True)


def start_edition_once():
    """A transaction that saves forty blocks starts one edition, not forty."""
    waiting = transaction.get_connection().run_on_commit
    if not any(new_edition in entry for entry in waiting):
        transaction.on_commit(new_edition)


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
