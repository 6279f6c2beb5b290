"""Synonym: words that mean the same, kept by the staff."""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models

from core.changes import PublicModel
from search.folding import fold
from search.query import typed_words

MOST = 12  # expressions in a group
BETWEEN = re.compile(r"[,;\n]+")
QUOTES = " \t\"'`´“”„‟«»‘’‚‹›"


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
        self.expressions = tidied(self.expressions)
        if not 2 <= len(set(self.folded)) <= MOST:
            raise ValidationError(
                {"expressions": f"Please give two to {MOST} different expressions with commas between."}
            )
        for part in self.expressions.split(", "):
            if not typed_words(part):
                raise ValidationError(
                    {"expressions": f"“{part}” holds only little words, which the search passes over."}
                )
        self.refuse_what_another_group_has()

    def refuse_what_another_group_has(self):
        """The search takes one group for an expression; in a second one it would have no effect."""
        for other in Synonym.objects.exclude(pk=self.pk):
            if both := sorted(set(self.folded) & set(other.folded)):
                raise ValidationError(
                    {"expressions": f"“{both[0]}” stands in another group already: {other}. Please add to that one."}
                )


def tidied(expressions) -> str:
    """Each expression once, without quotation marks around it, with one comma between."""
    found = {}
    for part in BETWEEN.split(expressions):
        if fold(part):
            found.setdefault(fold(part), " ".join(part.strip(QUOTES).split()))
    return ", ".join(found.values())


def groups() -> list[tuple[tuple[str, ...], ...]]:
    """Every group: its expressions as the words that are looked for. One query."""
    return [group_of(expressions) for expressions in Synonym.objects.order_by().values_list("expressions", flat=True)]


@lru_cache(maxsize=2000)
def group_of(expressions: str) -> tuple[tuple[str, ...], ...]:
    """A group as the staff wrote it, taken apart."""
    return tuple(words for part in expressions.split(",") if (words := tuple(typed_words(part))))
