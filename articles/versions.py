"""A new version of an approved text: the copy that is worked on while readers keep the old one."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from articles.kinds import blocks_of

COPIED = ("title", "summary", "lead_picture_id", "reviewer_id", "reviewed_on", "next_review_on")


def start_version(revision, by):
    """A draft with the text of an approved revision (also an old one: that restores it). Gives the open draft when
    there is one already, so two clicks make one."""
    article = revision.article
    try:
        with transaction.atomic():
            number = article.revisions.aggregate(last=Max("number"))["last"] + 1
            values = {name: getattr(revision, name) for name in COPIED}
            draft = article.revisions.create(
                number=number, created_by=by, changed_by=by, writers=[by.pk] if by else [], **values
            )
            copy_parts(revision, draft)
    except IntegrityError:
        draft = article.open_revision()
        if draft is None:
            raise
    return draft


def copy_parts(source, target):
    """All blocks and references of one revision for another."""
    for part in [*blocks_of(source), *source.references.all()]:
        if hasattr(part, "origin"):
            part.origin = part.origin or part.pk
        part.pk = None
        part._state.adding = True
        setattr(part, part.revision_path, target.pk)
        part.save(force_insert=True)
