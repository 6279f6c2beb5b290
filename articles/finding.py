"""How search describes an article, its recipes and an author."""

from django.utils import timezone

from articles.kinds import blocks_of, words_of
from search.index import Document


def describe_article(article) -> list[Document]:
    """The live text and those that follow, each for its own interval: schedules and expiry need no job."""
    now = timezone.now()
    texts = [
        text
        for text in article.revisions.approved()
        .seen_by_readers()
        .select_related("lead_picture")
        .order_by("goes_live_at")
        if text.retires_at is None or text.retires_at > now
    ]
    topics = tuple(article.topics.values_list("slug", flat=True))
    return [document for text in texts for document in documents_of(text, article.get_absolute_url(), topics)]


def documents_of(text, url, topics):
    """The text itself, and each of its recipes as a thing of its own.

    A product counts before it is sold and after: nothing of the text is saved when that changes.
    """
    every = blocks_of(text)
    blocks = [block for block in every if block.is_shown and block.kind != "product"]
    common = {"topics": topics, "goes_live_at": text.goes_live_at, "retires_at": text.retires_at}
    common["mentions_product"] = any(block.kind == "product" for block in every)
    common["picture"] = text.lead_picture.file.url if text.lead_picture else ""
    yield Document(kind="article", title=text.title, summary=text.summary, body=words_of(blocks), url=url, **common)
    for block in blocks:
        if block.kind == "recipe":
            address = f"{url}#recipe-{block.pk}"
            yield Document(
                kind="recipe", title=block.name, summary=text.summary, body=block.words(), url=address, **common
            )


def describe_author(author):
    """What the search index keeps of an author."""
    return Document(
        kind="author",
        title=author.name,
        summary=author.role,
        body=author.bio,
        url=author.get_absolute_url(),
        picture=author.portrait.file.url if author.portrait else "",
    )
