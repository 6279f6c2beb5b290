"""What readers ask, as an installed app."""

from django.apps import AppConfig


class AdvisorConfig(AppConfig):
    """Tells search, the outbox, the worker and the retention policy about questions."""

    name = "advisor"
    verbose_name = "Questions"

    def ready(self):
        from advisor import emails
        from advisor.models import Question
        from search import index

        index.register(Question, Question.describe_for_search)
        emails.register()
