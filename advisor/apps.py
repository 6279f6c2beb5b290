"""What readers ask, as an installed app."""

from django.apps import AppConfig

DAY = 24 * 3600


class AdvisorConfig(AppConfig):
    """Tells search, the outbox, the worker and the retention policy about questions."""

    name = "advisor"
    verbose_name = "Questions"

    def ready(self):
        from advisor import emails, erasing, finding, retention, urgent_searches
        from advisor.models import Question
        from core import erasures, worker
        from search import adverts, index

        index.register(Question, finding.describe_question)
        adverts.withhold_when(urgent_searches.warnings_in)
        emails.register()
        worker.register_job("desk summaries", emails.queue_summaries, every=600)
        worker.register_job("erased words", erasing.wipe_if_erased, every=20)
        worker.register_job("retention", worker.purge, every=DAY)
        worker.register_purge("addresses of askers", retention.purge_addresses)
        worker.register_purge("closed questions", retention.purge_texts)
        worker.register_purge("spam", retention.purge_spam)
        worker.register_purge("unanswered questions", retention.purge_unanswered)
        worker.register_erase(erasing.erase_address)
        worker.register_export(erasing.export_address)
        erasures.register_replay(erasing.replay)
