"""A question and its answer as schema.org data."""

from core.addresses import absolute
from core.text import plain_text


def of_question(question) -> dict:
    """A QAPage with the one answer we give."""
    answer = {
        "@type": "Answer",
        "text": plain_text(question.answer),
        "datePublished": question.answered_on.isoformat(),
        "author": author_of(question.advisor),
        "url": absolute(question.get_absolute_url()) + "#ans",
    }
    main = {
        "@type": "Question",
        "name": question.title,
        "text": question.question or question.title,
        "answerCount": 1,
        "datePublished": (question.asked_on or question.answered_on).isoformat(),
        "acceptedAnswer": answer,
    }
    page = {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": main}
    if question.reviewed_on:
        page["lastReviewed"] = question.reviewed_on.isoformat()
    return page


def author_of(author) -> dict:
    """Who answers."""
    return {"@type": "Person", "name": author.name, "url": absolute(author.get_absolute_url())}
