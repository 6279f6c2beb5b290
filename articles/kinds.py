"""Which kinds of block there are, and all blocks of a text. The kinds themselves stand in blocks.py and enter here."""

from core.text import is_beginning, plain_text, running_text

KINDS = {}  # kind -> model, in the order of blocks.py


def blocks_of(revision) -> list:
    """All blocks of a revision in their order: one query for each kind it really uses (every kind while it is a draft)."""
    if revision.blocks_at_hand is not None:
        return revision.blocks_at_hand
    kinds = revision.block_kinds.split() if revision.is_approved else KINDS
    found = [block for kind in kinds for block in KINDS[kind].for_reading(revision)]
    return sorted(found, key=lambda block: (block.ordering, block.pk))


def read_blocks(revisions):
    """Gives each of these revisions its blocks, in one query for each kind that any of them uses."""
    by_pk = {revision.pk: revision for revision in revisions}
    found = {pk: [] for pk in by_pk}
    for kind, model in KINDS.items():
        users = [one.pk for one in revisions if not one.is_approved or kind in one.block_kinds.split()]
        blocks = model.objects.filter(parent__in=users).select_related(*model.follows) if users else ()
        for block in blocks:
            block.parent = by_pk[block.parent_id]
            found[block.parent_id].append(block)
    for pk, blocks in found.items():
        by_pk[pk].blocks_at_hand = sorted(blocks, key=lambda block: (block.ordering, block.pk))


def kinds_used(blocks) -> str:
    """The kinds among some blocks, as `Revision.block_kinds` keeps them."""
    used = {block.kind for block in blocks}
    return " ".join(kind for kind in KINDS if kind in used)


def words_of(blocks) -> str:
    """What a reader reads of some blocks, as plain text."""
    return "\n".join(filter(None, (block.words() for block in blocks)))


def is_their_beginning(summary, blocks) -> bool:
    """Whether a summary only says what the first text of these blocks begins with, below its headings or with them."""
    html = next((block.text for block in blocks if block.kind == "text"), "")
    return is_beginning(summary, running_text(html)) or is_beginning(summary, plain_text(html))
