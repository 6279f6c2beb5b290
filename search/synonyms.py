"""Synonym: words that mean the same, kept by the staff."""

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models

from core.changes import PublicModel
from search.folding import fold
from search.query import typed_words

MOST = 12  # expressions in a group


class Synonym(PublicModel):
    """A group of expressions; whoever types one of them finds the others too."""

    expressions = models.CharField(
        max_length=400,
        help_text="Separate them with commas: “gonarthrosis, knee osteoarthritis”. Whoever types one finds all of them.",
    )

    class Meta:
        ordering = ["expressions"]

    def __str__(self):
        return self.expressions

    @property
    def folded(self) -> list[str]:
        """The expressions as the index compares them."""
        return [folded for part in self.expressions.split(",") if (folded := fold(part))]

    def clean(self):
        super().clean()
        if not 2 <= len(set(self.folded)) <= MOST:
            raise ValidationError(
                {"expressions": f"Please give two to {MOST} different expressions with commas between."}
            )


def groups() -> list[tuple[tuple[str, ...], ...]]:
    """Every group: its expressions as the words that are looked for. One query."""
    return [group_of(expressions) for expressions in Synonym.objects.order_by().values_list("expressions", flat=True)]


@lru_cache(maxsize=2000)
def group_of(expressions: str) -> tuple[tuple[str, ...], ...]:
    """A group as the staff wrote it, taken apart."""
    return tuple(words for part in expressions.split(",") if (words := tuple(typed_words(part))))
