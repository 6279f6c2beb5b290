"""How the claim guard reads an article: title, summary and each block with the products it shows."""

from articles.kinds import blocks_of
from core.text import plain_text
from products.claims import Passage, passages_of
from products.guard import Text


def describe(revision, blocks=None) -> Text:
    """`blocks`: those at hand, perhaps not saved yet. A waiver hangs on the article and so outlives a new version."""
    passages = passages_of_head(revision)
    blocks = blocks_of(revision) if blocks is None else blocks
    for block in blocks:
        passages += passages_of_block(block)
    headlines = [("title", revision.title), ("summary", revision.summary)]
    headlines += [("name of the recipe", block.name) for block in blocks if block.kind == "recipe"]
    return Text(revision.title, passages, revision.article, tuple(headlines))


def passages_of_head(revision) -> list[Passage]:
    """What stands above the blocks."""
    return [Passage(revision.title), Passage(revision.summary)]


def passages_of_block(block) -> list[Passage]:
    """Paragraph by paragraph for rich text, else the block as a whole."""
    if block.kind == "product":
        return [Passage(block.words(), frozenset({block.product_id}))]
    if block.kind == "text" and plain_text(block.text):
        return passages_of(block.text)
    return [Passage(block.words())]
