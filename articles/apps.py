"""Articles as an installed app."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Tells the search index how an article and an author are described."""

    name = "articles"

    def ready(self):
        from articles import finding, review, told
        from articles.models import Article, Author, Revision
        from core import outbox, worker
        from search import index

        index.register(Article, finding.describe_article)
        index.register(Author, finding.describe_author)
        overdue = Revision.objects.review_overdue
        outbox.register_letter(review.LETTER, lambda author: review.letter_to(author, overdue()))
        worker.register_job("review letters", lambda: review.queue_letters(overdue()), every=3600)
        worker.register_purge("reasons for ratings", told.purge_reasons)
        worker.register_purge("reported mistakes", told.purge_reports)
