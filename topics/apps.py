"""Topics as an installed app."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """Tells the search index how a topic is described."""

    name = "topics"

    def ready(self):
        from search import index
        from topics.models import Topic

        index.register(Topic, Topic.describe_for_search)
