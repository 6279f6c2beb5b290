"""Products of ours in private answers: the law on advertising holds for a letter to one person too."""

from advisor.models import TooLate
from products import guard
from products.claim_words import ClaimWord
from products.claims import findings_in, passages_of
from products.models import Product

LET_STAND = "products.add_claimwaiver"  # an Owner's permission, as in the claim guard


def products_in(enquiry) -> list[Product]:
    """Those on sale that the words to the asker name or link to; their cards carry label and statement. Two queries."""
    words = [*passages_of(enquiry.answer), *passages_of(enquiry.asked_back)]
    named = {subject.pk for subject in guard.named_in(words, Product.objects.published())} if words else ()
    return list(Product.objects.published().filter(pk__in=named).for_cards()) if named else []


def check_words(html, user, note=""):
    """Raises TooLate when words to an asker promise what is not permitted for a product that they mention.

    An Owner may let them stand: the reason is the internal note.
    """
    found = findings_in(passages_of(html), guard.subjects(), ClaimWord.words())
    if not found or (note and user.has_perm(LET_STAND)):
        return
    said = "; ".join(
        f"beside {finding.product.name} {', '.join(f'“{word}”' for word in finding.words)}" for finding in found
    )
    raise TooLate(
        f"Nothing was sent; your words are kept. Not permitted in an answer: {said}. Say it without these words, or "
        "leave the product out. An Owner may let it stand: with the reason as internal note, and then send it."
    )
