"""What is approved stays as it is: the base class of a revision and of everything that hangs on it."""

from contextlib import nullcontext

from django.db import connection, models, transaction
from django.db.models import Q


class TextIsApproved(Exception):  # noqa: N818 (it is an answer, not a fault)
    """An approved text or a part of it was about to be changed or deleted."""


class SettledOnceApproved(models.Model):
    """Refuses save() and delete() with TextIsApproved once the revision is approved.

    A subclass says in `revision_path` where its revision is ("pk" for the revision itself). The row of the revision is
    locked meanwhile, so that nobody approves between the look and the save.
    """

    revision_path = "parent_id"

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with in_one_transaction():
            self._refuse_if_approved()
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        with in_one_transaction():
            self._refuse_if_approved()
            return super().delete(*args, **kwargs)

    def _refuse_if_approved(self):
        """Looks at the revision it points at now, and at the one it hung on before."""
        own = Q(pk=getattr(self, self.revision_path))
        if self.pk and self.revision_path != "pk":
            saved = type(self)._base_manager.filter(pk=self.pk)
            own |= Q(pk__in=saved.values(self.revision_path))
        revisions = self._revision_model()._base_manager.select_for_update()
        if "approved" in list(revisions.filter(own).order_by("pk").values_list("status", flat=True)):
            raise TextIsApproved("This text is approved and stays as it is. Start a new version to change it.")

    def _revision_model(self):
        if self.revision_path == "pk":
            return type(self)
        return self._meta.get_field(self.revision_path.removesuffix("_id")).related_model


def in_one_transaction():
    """The transaction that runs already, or one of its own: forty blocks need no forty savepoints."""
    return nullcontext() if connection.in_atomic_block else transaction.atomic()
