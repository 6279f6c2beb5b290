"""A question and its answer as schema.org data: a page with an author. QAPage is for pages where anybody may answer."""

from core.addresses import absolute
from core.text import plain_text


def of_question(question) -> dict:
    """The page of one question, with the advisor who answered as its author."""
    address = absolute(question.get_absolute_url())
    page = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": address,
        "url": address,
        "name": question.title,
        "headline": question.title,
        "description": question.excerpt,
        "text": plain_text(question.answer),
        "inLanguage": "en-GB",
        "author": author_of(question.advisor),
        "datePublished": question.answered_on.isoformat(),
        "publisher": {"@type": "Organization", "name": "Kneesite", "url": absolute("/")},
    }
    if question.reviewed_on:
        page["lastReviewed"] = question.reviewed_on.isoformat()
    return page


def author_of(author) -> dict:
    """Who answers."""
    return {"@type": "Person", "name": author.name, "url": absolute(author.get_absolute_url())}
