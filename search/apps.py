"""Search as an installed app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Follows every announced change."""

    name = "search"
    verbose_name = "Search"

    def ready(self):
        from core import changes
        from search import index

        changes.follow_changes(index.follow)
