"""Products of ours in private answers: the law on advertising holds for a letter to one person too."""

from advisor.models import EnquiryNote, TooLate
from products import guard
from products.claim_words import ClaimWord
from products.claims import Passage, findings_in, mentioned_in, passages_of
from products.models import Product


def products_in(enquiry, *titles) -> list[Product]:
    """Those on sale that the words to the asker name or link to; their cards carry label and statement.

    `titles`: of what the answer points at. Two queries; none while there are no words.
    """
    words = [*passages_of(enquiry.answer), *passages_of(enquiry.asked_back), *map(Passage, titles)]
    named = {subject.pk for subject in guard.named_in(words, Product.objects.published())} if words else ()
    return list(Product.objects.published().filter(pk__in=named).for_cards()) if named else []


def not_permitted(enquiry, html) -> str:
    """What words to an asker promise that is not permitted for a product that was spoken of: "beside Gel “cures”", or "".

    The asker reads them together with the question and what was asked back, so a product named there counts.
    """
    before = [Passage(text) for text in (enquiry.question, enquiry.details, enquiry.asked_back, enquiry.reply) if text]
    named = guard.named_in([*before, *passages_of(html)], Product.objects.exclude(goes_live_at=None))
    known = [guard.subject_of(one) for one in Product.objects.filter(pk__in=[one.pk for one in named]).order_by("name")]
    spoken_of = Passage("", frozenset(subject.pk for subject in mentioned_in(before, known)))
    found = findings_in([spoken_of, *passages_of(html)], known, ClaimWord.words())
    return "; ".join(
        f"beside {finding.product.name} {', '.join(f'“{word}”' for word in finding.words)}" for finding in found
    )


def refusal(said: str) -> str:
    """The sentence for whoever answers."""
    return (
        f"Nothing was sent; your words are kept. Not permitted in an answer: {said}. Say it without these words or "
        "without the product. If the sentence promises nothing, write under “Words beside a product” why it may stand, "
        "and send it again."
    )


class WordsNotPermitted(TooLate):
    """Held up because of words beside a product; the desk then opens the place for a reason."""


def check_words(enquiry, html, user, reason=""):
    """Raises WordsNotPermitted when words to an asker promise what is not permitted for a product.

    The guard finds words and does not judge sentences: whoever answers may let them stand with a reason, which is kept.
    """
    said = not_permitted(enquiry, html)
    if said and not reason:
        raise WordsNotPermitted(refusal(said))
    if said:
        EnquiryNote.objects.create(enquiry=enquiry, by=user, text=f"Let stand {said}: {reason}")
