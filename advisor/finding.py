"""How search describes a public question."""

from search.index import Document


def describe_question(question) -> Document | None:
    """What the search index keeps of a question; nothing of a draft or of one that was taken down."""
    if not question.goes_live_at or question.was_taken_down:
        return None
    return Document(
        kind="question",
        title=question.title,
        summary=question.excerpt,
        body=f"{question.question}\n{question.answer}",
        url=question.get_absolute_url(),
        topics=tuple(question.topics.values_list("slug", flat=True)),
        mentions_product=question.products.exists(),  # also one that is not sold yet, or not any more: see articles/finding.py
        goes_live_at=question.goes_live_at,
        retires_at=question.retires_at,
    )
