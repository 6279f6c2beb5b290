"""From an answered enquiry to a public question: the draft beside the original, the stops, the second person."""

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from advisor import anonymous
from advisor.models import Enquiry, Question, TooLate
from core.changes import announce
from core.slugs import RESERVED
from products import guard
from products.claims import Passage, passages_of
from products.models import Product

REVIEW_AFTER = timedelta(days=730)
BEGUN = "draft-"  # how the address of a text begins that stands beside a private question
OWN = "advisor.sign_off_own_question"


@transaction.atomic
def start_public_text(enquiry, by, advisor) -> Question:
    """An empty public text beside the answered original; the one that is there already when there is one."""
    row = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if row.status != Enquiry.Status.ANSWERED or not row.publish_consent_at or row.erased_at:
        raise TooLate("Only an answered question whose asker agreed can be published.")
    if advisor is None:
        raise TooLate("Nobody stands as the advisor yet. Tick “answers questions” for one of the authors.")
    if row.pointed_to_id:
        raise TooLate("This question was answered with a published answer; there is nothing new to publish.")
    if existing := Question.objects.filter(enquiry=row).first():
        return existing
    question = Question.objects.create(
        slug=f"{BEGUN}{uuid4().hex[:12]}", answer=row.answer, advisor=advisor, enquiry=row, written_by=by,
        asked_on=timezone.localdate(row.received_at), answered_on=timezone.localdate(row.closed_at),
    )  # fmt: skip
    question.topics.add(row.topic_id)
    question.writers.add(by)
    row.note("Public text begun", by)
    return question


def stops(question) -> list[str]:
    """Why it cannot be published yet, a sentence each; an empty list when nothing stops."""
    sentences = []
    if not question.title.strip() or not question.answer.strip():
        sentences.append("It needs a question in one line and an answer.")
    if not question.topics.exists():
        sentences.append("It needs a topic.")
    enquiry = question.enquiry
    if enquiry and not enquiry.publish_consent_at:
        sentences.append("The asker has not agreed to publishing.")
    if enquiry is None and question.slug.startswith(BEGUN) and not question.was_seen:
        sentences.append("The private question was erased, and the asker’s consent with it.")
    for name in products_without_label(question):
        sentences.append(f"It names our product {name}: add it below, so that label and statement stand beside it.")
    sentences += [f"{sentence}." for sentence in guard.stops(question)]
    for finding in found_in(question):
        if not finding.waivable:
            sentences.append(f"{finding.kind}: “{finding.words}”. This cannot be waived.")
        elif not question.waiver.strip():
            sentences.append(f"{finding.kind}: “{finding.words}”. Change it, or write why it may stand.")
    return sentences


def products_without_label(question) -> list[str]:
    """Names of products of ours that stand in the words but not beside them."""
    words = [Passage(question.title), Passage(question.question), *passages_of(question.answer)]
    elsewhere = Product.objects.published().exclude(pk__in=question.products.values("pk"))
    return [product.name for product in guard.named_in(words, elsewhere)]


def found_in(question) -> list[anonymous.Finding]:
    """The findings in all public words of a question."""
    enquiry = question.enquiry
    return anonymous.findings(
        question.title, question.question, question.asked_by, question.answer, question.sources_without_links,
        first_name=enquiry.first_name if enquiry else "", email=enquiry.email if enquiry else "",
    )  # fmt: skip


def remarks(question) -> list[str]:
    """What the second person should know, a sentence each; nothing of it stops."""
    return [] if question.source_list else ["No sources are named."]


def may_sign(question, person) -> bool:
    """Whoever wrote on it may not, except for an owner who says why in the waiver."""
    wrote = question.written_by_id == person.pk or question.writers.filter(pk=person.pk).exists()
    return not wrote or bool(person.has_perm(OWN) and question.waiver.strip())


@transaction.atomic
def sign_off(question, by):
    """Publishes it. Raises TooLate with the reasons; a second person signs, or an owner with a written reason."""
    reasons = stops(question)
    if not may_sign(question, by):
        reasons.append("A second person has to sign it off.")
    if reasons:
        raise TooLate(" ".join(reasons))
    now = timezone.now()
    today = timezone.localdate(now)
    won = Question.objects.filter(pk=question.pk, goes_live_at=None).update(
        goes_live_at=now, retires_at=None, signed_off_by=by, reviewed_on=today,
        next_review_on=question.next_review_on or today + REVIEW_AFTER,
    )  # fmt: skip
    if not won:
        raise TooLate("A colleague was quicker: it is published already.")
    question.refresh_from_db()
    if question.slug.startswith(BEGUN):
        question.slug = free_slug(question.title)
    question.save(update_fields=["slug"])
    question.writers.clear()  # what is changed after this needs a second person of its own
    announce(question)
    if question.enquiry:
        question.enquiry.note("Public text published", by)
        question.enquiry.write("published")


def reviewed_today(question):
    """Read again and found right: the next review is two years away."""
    question.reviewed_on = timezone.localdate()
    question.next_review_on = question.reviewed_on + REVIEW_AFTER
    question.save(update_fields=["reviewed_on", "next_review_on"])


def free_slug(title: str) -> str:
    """An address made from a title that nothing else has."""
    base = slugify(title)[:100].strip("-") or "question"
    taken = set(Question.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | set(RESERVED)
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, 10_000))
    return next(name for name in names if name not in taken)
