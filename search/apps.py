"""Search as an installed app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Follows every announced change, repairs what slipped through, forgets old searches."""

    name = "search"
    verbose_name = "Search"

    def ready(self):
        from core import changes, worker
        from search import closeness, index, repair, unanswered

        changes.follow_changes(index.follow)
        worker.register_job("search index", repair.repair_some, every=60)
        worker.register_job("related texts", closeness.prepare_some, every=60)
        worker.register_job("search tidying", repair.tidy, every=24 * 3600)
        worker.register_purge("searches without results", unanswered.purge)
