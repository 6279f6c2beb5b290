"""The tables of what we write; each lives in the file named after its noun."""

from articles.article import Article
from articles.author import Author
from articles.blocks import (
    Block,
    CareCardBlock,
    DosBlock,
    ExerciseBlock,
    PictureBlock,
    ProductBlock,
    QuoteBlock,
    RecipeBlock,
    TextBlock,
)
from articles.fact import Fact
from articles.rating import Rating
from articles.recommendation import Recommendation
from articles.reference import Reference
from articles.revision import Revision
from articles.talk import Comment, Flag
from articles.told import MistakeReport, RatingReason

__all__ = [
    "Article",
    "Author",
    "Block",
    "CareCardBlock",
    "Comment",
    "DosBlock",
    "ExerciseBlock",
    "Fact",
    "Flag",
    "MistakeReport",
    "PictureBlock",
    "ProductBlock",
    "QuoteBlock",
    "Rating",
    "RatingReason",
    "RecipeBlock",
    "Recommendation",
    "Reference",
    "Revision",
    "TextBlock",
]
