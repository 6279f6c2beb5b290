"""What differs between two texts of an article, block by block, as readers would see it. Reads no database itself."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from articles.kinds import blocks_of
from articles.worddiff import Piece, changed_words, pieces

NOT_CONTENT = {"id", "parent", "region", "ordering", "origin"}
FIELDS = ("title", "summary", "lead_picture", "reviewer", "reviewed_on", "next_review_on", "retires_at")
CARE_CARD = "care_card"
REFERENCE_FIELDS = ("title", "publisher", "when", "url", "checked_on")


@dataclass
class BlockChange:
    """One block in both texts. `how`: same, changed, moved, added or removed; `notes`: changes beside its words."""

    kind: str
    label: str
    how: str
    pieces: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Comparison:
    """Everything that differs. `others` are sentences about title, pictures, fields and references."""

    blocks: list[BlockChange]
    others: list[str]
    references_changed: bool
    title: list[Piece]
    summary: list[Piece]

    @property
    def heads(self) -> list[tuple]:
        """(label, "same" or "changed", pieces) of title and summary."""
        texts = {"Title": self.title, "Summary": self.summary}
        return [(label, "changed" if changed_words(text) else "same", text) for label, text in texts.items()]

    @property
    def words(self) -> int:
        """How many words differ in title, summary and blocks."""
        texts = [self.title, self.summary, *(block.pieces for block in self.blocks)]
        return sum(changed_words(text) for text in texts)

    @property
    def nothing_changed(self) -> bool:
        return not self.others and all(block.how == "same" for block in self.blocks)


def compare(old, new, new_blocks=None, new_references=None) -> Comparison:
    """Compares two revisions. `new_blocks` and `new_references` when they are at hand already, or not saved yet."""
    before = blocks_of(old)
    after = blocks_of(new) if new_blocks is None else new_blocks
    references = list(new.references.all()) if new_references is None else new_references
    said = reference_changes(list(old.references.all()), references)
    return Comparison(
        blocks=block_changes(before, after),
        others=[*field_changes(old, new), *said],
        references_changed=bool(said),
        title=pieces(old.title, new.title),
        summary=pieces(old.summary, new.summary),
    )


def block_changes(before, after) -> list[BlockChange]:
    """The new text's blocks in their order, those that are gone at the place where they stood."""
    old = {lineage(block): block for block in before}
    new = {lineage(block): block for block in after}
    kept = [key for key in new if key in old]
    moved = out_of_place([key for key in old if key in new], kept)
    found, gone = [], [key for key in old if key not in new]
    places = list(old)
    for key, block in new.items():
        if key in old:
            while gone and places.index(gone[0]) < places.index(key):
                found.append(removed(old[gone.pop(0)]))
            found.append(pair(old[key], block, key in moved))
        else:
            found.append(BlockChange(block.kind, block.kind_in_words, "added", [Piece("added", block.words())]))
    return found + [removed(old[key]) for key in gone]


def pair(old, new, moved) -> BlockChange:
    """A block that is in both texts."""
    text = pieces(old.words(), new.words())
    notes = [f"{name.capitalize()} changed" for name in changed_columns(old, new)]
    same_words = not any(piece.change for piece in text)
    how = "changed" if notes else "moved" if moved else "same"
    return BlockChange(new.kind, new.kind_in_words, how, text, notes if same_words else [])


def removed(block) -> BlockChange:
    return BlockChange(block.kind, block.kind_in_words, "removed", [Piece("removed", block.words())])


def lineage(block):
    """What a block and its copies in other texts have in common."""
    return (block.kind, block.origin or block.pk or id(block))


def out_of_place(before: list, after: list) -> set:
    """Keys whose order differs: those outside the longest run that kept its order, and care cards that were moved."""
    runs = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    stayed = {key for run in runs for key in before[run.a : run.a + run.size]}
    return (set(after) - stayed) | moved_cards(before, after)


def moved_cards(before: list, after: list) -> set:
    """Care cards outside the most blocks that kept their order. Of two that changed places, the card was moved."""
    place = {key: number for number, key in enumerate(before)}
    chains = [((0, 0), [])]  # how many blocks, how many of them are no cards; the blocks
    for key in after:
        earlier = (chain for chain in chains if not chain[1] or place[chain[1][-1]] < place[key])
        (blocks, others), keys = max(earlier, key=lambda chain: chain[0])
        chains.append(((blocks + 1, others + (key[0] != CARE_CARD)), [*keys, key]))
    _worth, stayed = max(chains, key=lambda chain: chain[0])
    return {key for key in after if key[0] == CARE_CARD and key not in stayed}


def changed_columns(old, new) -> list[str]:
    """The names of a block's columns that differ, in an editor's words."""
    fields = [one for one in new._meta.concrete_fields if one.name not in NOT_CONTENT]
    return [
        str(one.verbose_name) for one in fields if plain(getattr(old, one.attname)) != plain(getattr(new, one.attname))
    ]


def plain(value):
    """Line ends differ between browsers and databases."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def field_changes(old, new) -> list[str]:
    """Sentences about the fields of the text itself."""
    names = [name for name in FIELDS if getattr(old, column(old, name)) != getattr(new, column(new, name))]
    return [f"{new._meta.get_field(name).verbose_name.capitalize()} changed" for name in names]


def column(revision, name) -> str:
    return revision._meta.get_field(name).attname


def reference_changes(before, after) -> list[str]:
    """Sentences about references; their order counts, because the text numbers them."""
    old = [tuple(getattr(one, name) for name in REFERENCE_FIELDS) for one in before]
    new = [tuple(getattr(one, name) for name in REFERENCE_FIELDS) for one in after]
    if old == new:
        return []
    gone = [f"Reference removed: {one[0]}" for one in old if one not in new]
    added = [f"Reference added or changed: {one[0]}" for one in new if one not in old]
    return gone + added or ["References are in another order"]
