"""Articles as an installed app."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Tells the search index how an article and an author are described."""

    name = "articles"

    def ready(self):
        from articles import finding
        from articles.models import Article, Author
        from search import index

        index.register(Article, finding.describe_article)
        index.register(Author, finding.describe_author)
