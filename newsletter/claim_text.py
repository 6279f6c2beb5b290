"""How the claim guard reads an issue: what would stand in the letter today."""

from core.text import excerpt, plain_text
from newsletter.contents import contents_of
from products.claims import Passage, passages_of
from products.guard import Text

LONGEST_GREETING = 300  # letters of it that the feed of the archive shows


def describe(issue) -> Text:
    """Subject, greeting, the picked things with their summaries, the fact, and the product with its card."""
    letter = contents_of(issue)
    greeting = excerpt(plain_text(issue.greeting), LONGEST_GREETING)
    passages = [Passage(issue.subject), *passages_of(issue.greeting)]
    passages += [Passage(f"{entry.title}. {entry.text}") for entry in letter.entries]
    if letter.fact:
        passages.append(Passage(letter.fact.text))
    if letter.product:
        passages.append(Passage("", frozenset({letter.product.pk})))
    return Text(
        issue.subject, passages, headlines=(("subject", issue.subject), ("beginning of the greeting", greeting))
    )
