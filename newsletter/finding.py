"""How search describes a letter of the archive, in the letter's own words: what it picked is found under its own name."""

from core.text import excerpt, plain_text
from search.index import Document


def describe_issue(issue):
    """Nothing of a draft, nor of what was stopped or withdrawn."""
    if not issue.is_in_the_archive:
        return None
    return Document(
        kind="letter",
        title=issue.subject,
        summary=excerpt(plain_text(issue.greeting), 160),
        body=issue.greeting,
        url=issue.get_absolute_url(),
        topics=tuple(issue.topics.values_list("slug", flat=True)),
        mentions_product=issue.product_id is not None,
        goes_live_at=issue.started_at,
    )
